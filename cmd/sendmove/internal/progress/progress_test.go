package progress

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestAnnounce(t *testing.T) {
	dir := t.TempDir()
	config, file := filepath.Join(dir, "vet.cfg"), filepath.Join(dir, "progress")
	for name, text := range map[string]string{config: `{"ImportPath": "example.com/m", "VetxOnly": true}`, file: ""} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv(Variable, file)
	Announce(config)
	Announce(filepath.Join(dir, "none"))
	Announce(config)
	if got, err := os.ReadFile(file); err != nil || string(got) != "example.com/m\nexample.com/m\n" {
		t.Errorf("announced %q, %v", got, err)
	}
	t.Setenv(Variable, "")
	Announce(config)
}

func TestLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out strings.Builder
		l := Start(&out, func() int { return 48 })
		l.Total(12)
		l.Done()
		l.Done()
		l.Follow(strings.NewReader("example.com/m/b\nexample.com/m/a/very/long/path\n"))
		time.Sleep(time.Second)
		if _, err := l.Write([]byte("warning\n")); err != nil {
			t.Error(err)
		}
		time.Sleep(2 * time.Second)
		l.Stop()
		const first = "\r\x1b[Ksendmove: 2 of 12 packages, 1s  example.com/m/a"
		if got := out.String(); !strings.HasPrefix(got, first[:51]) {
			t.Errorf("%q does not begin with %q", got, first[:51])
		}
		if got := out.String(); !strings.Contains(got, "\r\x1b[Kwarning\n\r\x1b[Ksendmove") {
			t.Errorf("%q: the message is not on a line of its own", got)
		}
		if !strings.HasSuffix(out.String(), clearLine) {
			t.Error("the line is left on the screen")
		}
	})
}

// TestShort: a run that is soon over shows nothing.
func TestShort(t *testing.T) {
	synctest.Test(t, func(*testing.T) {
		var out strings.Builder
		l := Start(&out, func() int { return 0 })
		l.Done()
		time.Sleep(500 * time.Millisecond)
		l.Stop()
		if out.Len() > 0 {
			t.Errorf("shown: %q", &out)
		}
	})
	var none *Line
	none.Total(1)
	none.Done()
	none.Stop()
}

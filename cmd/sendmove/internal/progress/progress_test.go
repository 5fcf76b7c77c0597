package progress

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out strings.Builder
		l := Start(&out, func() int { return 48 })
		l.Total(12)
		l.Done()
		l.Done()
		l.Begin("example.com/m/b")
		l.Begin("example.com/m/a/very/long/path")
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
	none.Begin("example.com/m")
	none.Done()
	none.Stop()
}

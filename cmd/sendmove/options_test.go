package main

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
)

func TestParseOptions(t *testing.T) {
	o, err := parseOptions([]string{"-race", "./a", "-tags", "x,y", "-color=never", "./b", "-C=dir"})
	if err != nil {
		t.Fatal(err)
	}
	o.given = nil
	want := &options{
		patterns:   []string{"./a", "./b"},
		color:      colorNever,
		format:     formatText,
		buildFlags: []string{"-C=dir", "-race=true", "-tags=x,y"},
	}
	if !reflect.DeepEqual(o, want) {
		t.Errorf("got %+v, want %+v", o, want)
	}
}

func TestParseOptionsErrors(t *testing.T) {
	for _, test := range []struct{ arg, want string }{
		{"-colour", "unknown flag -colour"},
		{"-color=red", "flag -color: use auto, always or never"},
		{"-tags", "flag needs an argument: -tags"},
	} {
		if _, err := parseOptions([]string{test.arg}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("parseOptions(%s) = %v, want an error with %q", test.arg, err, test.want)
		}
	}
}

func TestCalledByGo(t *testing.T) {
	for args, want := range map[string]bool{
		"":                             false,
		"./...":                        false,
		"-level=strict ./...":          false,
		"-V":                           false,
		"-V=full":                      true,
		"-flags":                       true,
		"-json /tmp/b001/vet.cfg":      true,
		"-sendmove.level=writes x.cfg": true,
	} {
		if got := calledByGo(strings.Fields(args)); got != want {
			t.Errorf("calledByGo(%s) = %t, want %t", args, got, want)
		}
	}
}

func TestUsageFitsOnAScreen(t *testing.T) {
	var b bytes.Buffer
	usage(&b)
	lines := strings.Split(b.String(), "\n")
	if len(lines) > 36 {
		t.Errorf("%d lines", len(lines))
	}
	for _, line := range lines {
		if len(line) > 110 {
			t.Errorf("long line: %s", line)
		}
	}
}

func TestColor(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if colorAuto.enabled(null) {
		t.Error("auto: colour into a device that is no terminal")
	}
	if colorAuto.enabled(new(bytes.Buffer)) || colorNever.enabled(null) || !colorAlways.enabled(null) {
		t.Error("auto, never or always is not obeyed")
	}
}

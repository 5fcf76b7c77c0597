package main

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// colorMode is the value of -color.
type colorMode string

const (
	colorAuto   colorMode = "auto"
	colorAlways colorMode = "always"
	colorNever  colorMode = "never"
)

// String and Set implement flag.Value.
func (m *colorMode) String() string { return string(*m) }

func (m *colorMode) Set(s string) error {
	switch c := colorMode(s); c {
	case colorAuto, colorAlways, colorNever:
		*m = c
		return nil
	}
	return fmt.Errorf("use %s, %s or %s", colorAuto, colorAlways, colorNever)
}

// enabled reports whether output to w is coloured. The mode auto asks for a
// terminal that understands colour and whose user did not set NO_COLOR
// (https://no-color.org).
func (m colorMode) enabled(w io.Writer) bool {
	if m != colorAuto {
		return m == colorAlways
	}
	f, ok := w.(*os.File)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}

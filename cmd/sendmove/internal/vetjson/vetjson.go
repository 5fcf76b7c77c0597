// Package vetjson decodes the JSON that the go command prints for
// "go vet -json": one object for each package, mapping the package's ID to the
// name of an analyzer to its diagnostics.
package vetjson

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// A Unit is the outcome of one analyzer on one package.
type Unit struct {
	ID          string // package ID, such as "m/p" or "m/p [m/p.test]"
	Analyzer    string
	Diagnostics []Diagnostic
	Err         string // why the analyzer failed; then there are no diagnostics
}

// A Diagnostic is one report as the vet tool wrote it. Positions are
// "file:line:column", with columns counted in bytes from 1.
type Diagnostic struct {
	Category       string    `json:"category,omitempty"`
	Posn           string    `json:"posn"`
	End            string    `json:"end"`
	Message        string    `json:"message"`
	SuggestedFixes []Fix     `json:"suggested_fixes,omitempty"`
	Related        []Related `json:"related,omitempty"`
}

// Related is further information on a diagnostic, with a position of its own.
type Related struct {
	Posn    string `json:"posn"`
	End     string `json:"end"`
	Message string `json:"message"`
}

// A Fix is a change that makes the diagnostic go away.
type Fix struct {
	Message string `json:"message"`
	Edits   []Edit `json:"edits"`
}

// An Edit replaces the bytes Start to End of a file.
type Edit struct {
	Filename string `json:"filename"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	New      string `json:"new"`
}

// Decode reads a stream in which JSON objects and lines of text alternate.
// It calls unit for each analyzer's outcome, in the order of the stream and
// sorted within one object, object after each object, which is a package, and
// text for each other line, without its newline.
//
// Go 1.26 writes objects to standard output and text to standard error; older
// go commands write both to standard error, so either stream may be decoded.
func Decode(r io.Reader, unit func(Unit), object func(), text func(line string)) error {
	in := bufio.NewReader(r)
	var open []byte // lines of the object that is being read
	for {
		line, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		atEOF := err != nil
		switch {
		case open == nil && !bytes.HasPrefix(line, []byte("{")):
			if len(line) > 0 {
				text(string(bytes.TrimRight(line, "\r\n")))
			}
		case open == nil || bytes.HasPrefix(line, []byte("}")) || atEOF:
			open = append(open, line...)
			if json.Valid(open) {
				if err := decodeObject(open, unit); err != nil {
					return err
				}
				open = nil
				object()
			}
		default:
			open = append(open, line...)
		}
		if atEOF {
			break
		}
	}
	if open != nil {
		return fmt.Errorf("go vet -json: the output ends within an object: %q", firstLine(open))
	}
	return nil
}

func decodeObject(data []byte, unit func(Unit)) error {
	var packages map[string]map[string]json.RawMessage
	if err := json.Unmarshal(data, &packages); err != nil {
		return fmt.Errorf("go vet -json: %w", err)
	}
	for _, id := range slices.Sorted(maps.Keys(packages)) {
		analyzers := packages[id]
		for _, name := range slices.Sorted(maps.Keys(analyzers)) {
			u := Unit{ID: id, Analyzer: name}
			var failure struct {
				Err string `json:"error"`
			}
			if err := json.Unmarshal(analyzers[name], &u.Diagnostics); err == nil {
				unit(u)
			} else if json.Unmarshal(analyzers[name], &failure) == nil && failure.Err != "" {
				u.Diagnostics, u.Err = nil, failure.Err
				unit(u)
			} else {
				return fmt.Errorf("go vet -json: package %s, analyzer %s: %w", id, name, err)
			}
		}
	}
	return nil
}

func firstLine(b []byte) []byte {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return line
}

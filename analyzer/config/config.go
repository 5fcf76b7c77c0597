// Package config reads sendmove.yml, in which a project says once what it would
// otherwise say by flags and annotations.
package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/sendmove/sendmove/internal/bounded"
)

// Name is the name of the file.
const Name = "sendmove.yml"

// maxSize is that of the largest file that is read.
const maxSize = 1 << 20

// Config is the content of the file. The zero Config says nothing.
type Config struct {
	File      string // where it was read; "" if there is none
	Level     string
	MPSCLevel string
	Shareable []string // types
	Moves     []string // functions with parameters
	Borrows   []string
	Exclude   []string // patterns of file names
	Baseline  string   // absolute
}

// keys lists the keys, and the field that each sets.
func (c *Config) keys() map[string]any {
	return map[string]any{
		"level":      &c.Level,
		"mpsc-level": &c.MPSCLevel,
		"shareable":  &c.Shareable,
		"moves":      &c.Moves,
		"borrows":    &c.Borrows,
		"exclude":    &c.Exclude,
		"baseline":   &c.Baseline,
	}
}

// Find reads the file that is in force for the module around dir: the one in the
// module's root, or in the nearest folder above. It does not look further than
// the root of the repository. Without one it returns the zero Config.
func Find(dir string) (*Config, error) {
	start := dir
	for d := dir; ; d = filepath.Dir(d) {
		if exists(filepath.Join(d, "go.mod")) {
			start = d
			break
		}
		if d == filepath.Dir(d) {
			break
		}
	}
	for d := start; ; d = filepath.Dir(d) {
		name := filepath.Join(d, Name)
		data, err := bounded.ReadFile(name, maxSize)
		switch {
		case err == nil:
			return Parse(name, data)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		case exists(filepath.Join(d, ".git")) || d == filepath.Dir(d):
			return &Config{}, nil
		}
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// Parse reads the content of the file called name. Errors have the position.
func Parse(name string, data []byte) (*Config, error) {
	c := &Config{File: name}
	if line := unreadable(data); line > 0 {
		return nil, fmt.Errorf("%s:%d:1: want text in UTF-8 without control characters", name, line)
	}
	var doc, more yaml.Node
	in := yaml.NewDecoder(bytes.NewReader(data))
	if err := in.Decode(&doc); errors.Is(err, io.EOF) {
		return c, nil // empty
	} else if err != nil {
		return nil, c.syntax(err)
	}
	if err := in.Decode(&more); err == nil {
		return nil, c.errorf(&more, "want one document")
	} else if !errors.Is(err, io.EOF) {
		return nil, c.syntax(err)
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		return nil, c.errorf(root, "want keys with values, such as \"level: strict\"")
	}
	seen := make(map[string]bool)
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		if seen[key.Value] {
			return nil, c.errorf(key, "key %q stands twice", key.Value)
		}
		seen[key.Value] = true
		field, ok := c.keys()[key.Value]
		if !ok {
			return nil, c.errorf(key, "unknown key %q%s", key.Value, c.meant(key.Value))
		}
		if err := c.set(field, key, value); err != nil {
			return nil, err
		}
	}
	if err := c.check(root); err != nil {
		return nil, err
	}
	if c.Baseline != "" && !filepath.IsAbs(c.Baseline) {
		c.Baseline = filepath.Join(filepath.Dir(name), filepath.FromSlash(c.Baseline))
	}
	return c, nil
}

// unreadable is the number of the first line with bytes that are no text, 0 if there
// is none. The parser says of them that they are there, but not where.
func unreadable(data []byte) int {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	line := 1
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == '\n':
			line++
		case r == utf8.RuneError && n == 1, unicode.IsControl(r) && r != '\t' && r != '\r' && r != '\u0085', r == 0xfffe, r == 0xffff:
			return line
		}
		data = data[n:]
	}
	return 0
}

// inLine is how the parser says where an error is.
var inLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^yaml: line (\d+): `) })

// syntax is an error of the parser with the position in front. The parser does not
// mention the line if it is the first one, and not that of an anchor.
func (c *Config) syntax(err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if m := inLine().FindStringSubmatch(err.Error()); m != nil {
		return fmt.Errorf("%s:%s:1: %s", c.File, m[1], err.Error()[len(m[0]):])
	}
	if strings.HasPrefix(text, "unknown anchor") {
		return fmt.Errorf("%s: %s", c.File, text)
	}
	return fmt.Errorf("%s:1:1: %s", c.File, text)
}

// set reads a value into a field.
func (c *Config) set(field any, key, value *yaml.Node) error {
	switch field := field.(type) {
	case *string:
		if value.Kind != yaml.ScalarNode || value.Tag == "!!null" {
			return c.errorf(value, "%s: want one word", key.Value)
		}
		*field = value.Value
	case *[]string:
		if value.Kind != yaml.SequenceNode {
			return c.errorf(value, "%s: want a list, each entry on a line of its own after \"- \"", key.Value)
		}
		for _, v := range value.Content {
			if v.Kind != yaml.ScalarNode || strings.TrimSpace(v.Value) == "" {
				return c.errorf(v, "%s: want a text", key.Value)
			}
			*field = append(*field, v.Value)
		}
	}
	return nil
}

// check reports values that cannot be, at their position.
func (c *Config) check(root *yaml.Node) error {
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i].Value, root.Content[i+1]
		switch key {
		case "level", "mpsc-level":
			if !slices.Contains([]string{"writes", "access", "strict"}, value.Value) {
				return c.errorf(value, "%s: %q is no level; use writes, access or strict", key, value.Value)
			}
		case "shareable", "moves", "borrows":
			for _, v := range value.Content {
				if strings.ContainsAny(v.Value, ";\n") {
					return c.errorf(v, "%s: want one name in each entry", key)
				}
				words := strings.FieldsFunc(v.Value, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' })
				last := words[0][strings.LastIndex(words[0], "/")+1:]
				switch {
				case !strings.Contains(last, "."):
					return c.errorf(v, "%s: %q lacks the path of its package; write example.com/m/pkg.Name", key, words[0])
				case key == "shareable" && len(words) > 1:
					return c.errorf(v, "shareable: want the name of a type alone")
				case key != "shareable" && len(words) < 2:
					return c.errorf(v, "%s: want the names of parameters after %s", key, words[0])
				}
			}
		case "exclude":
			for _, v := range value.Content {
				if _, err := pattern(v.Value); err != nil {
					return c.errorf(v, "exclude: %v", err)
				}
			}
		}
	}
	return nil
}

func (c *Config) errorf(at *yaml.Node, format string, args ...any) error {
	return fmt.Errorf("%s:%d:%d: %s", c.File, at.Line, at.Column, fmt.Sprintf(format, args...))
}

// meant suggests a key for an unknown one.
func (c *Config) meant(key string) string {
	var names []string
	for name := range c.keys() {
		names = append(names, name)
	}
	slices.Sort(names)
	plain := func(s string) string { return strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(s)) }
	for _, name := range names {
		a, b := plain(key), plain(name)
		if a == b || len(a) >= 3 && (strings.HasPrefix(b, a) || strings.HasPrefix(a, b)) {
			return fmt.Sprintf("; did you mean %q?", name)
		}
	}
	return "; the keys are " + strings.Join(names, ", ")
}

// Declarations returns what the file says of types and functions, in the form of
// the analyzer's flag -declare.
func (c *Config) Declarations() string {
	var lines []string
	for _, list := range []struct {
		verb  string
		names []string
	}{{"share", c.Shareable}, {"moves", c.Moves}, {"borrows", c.Borrows}} {
		for _, name := range list.names {
			lines = append(lines, list.verb+" "+name)
		}
	}
	return strings.Join(lines, "\n")
}

// Read reads the file called name.
func Read(name string) (*Config, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	data, err := bounded.ReadFile(abs, maxSize)
	if err != nil {
		return nil, fmt.Errorf("flag -config: %w", err)
	}
	return Parse(abs, data)
}

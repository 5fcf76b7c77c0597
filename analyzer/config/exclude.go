package config

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

// Excluded reports whether the findings in a file are left out. Patterns are
// relative to the folder of the configuration; one without a slash matches names
// at any depth, and one that matches a folder all that is in it.
func (c *Config) Excluded(file string) bool {
	if len(c.Exclude) == 0 {
		return false
	}
	rel, err := filepath.Rel(filepath.Dir(c.File), file)
	if err != nil {
		return false
	}
	for _, p := range c.Exclude {
		if re, err := pattern(p); err == nil && re.MatchString(filepath.ToSlash(rel)) {
			return true
		}
	}
	return false
}

// pattern is a pattern as an expression: * stands for anything but a slash, **
// for anything, ? for one character.
func pattern(p string) (*regexp.Regexp, error) {
	text := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(p, "./"), "/..."), "/")
	if text == "" || strings.HasPrefix(text, "/") || strings.HasPrefix(text, "../") {
		return nil, fmt.Errorf("%q: want a name below the folder of the file", p)
	}
	var b strings.Builder
	b.WriteString("^")
	if !strings.Contains(text, "/") && !strings.HasSuffix(p, "/...") {
		b.WriteString("(.*/)?")
	}
	for i := 0; i < len(text); i++ {
		switch {
		case strings.HasPrefix(text[i:], "**/"):
			b.WriteString("(.*/)?")
			i += 2
		case strings.HasPrefix(text[i:], "**"):
			b.WriteString(".*")
			i++
		case text[i] == '*':
			b.WriteString("[^/]*")
		case text[i] == '?':
			b.WriteString("[^/]")
		default:
			b.WriteString(regexp.QuoteMeta(text[i : i+1]))
		}
	}
	b.WriteString("(/.*)?$")
	return regexp.Compile(b.String())
}

package config

import (
	"crypto/sha256"
	"fmt"

	"golang.org/x/tools/go/analysis"
)

// A Setting is a flag of the analyzer, and a value for it.
type Setting struct{ Flag, Value string }

// Settings returns what the file says to the analyzer.
func (c *Config) Settings() []Setting {
	var settings []Setting
	for _, s := range []Setting{{"level", c.Level}, {"mpsc-level", c.MPSCLevel}, {"declare", c.Declarations()}} {
		if s.Value != "" {
			settings = append(settings, s)
		}
	}
	return settings
}

// Analyzer returns the analyzer a as the file says, for a driver without flags:
// its flags are set, and it is silent about excluded files. What the file says
// is part of the name of an analyzer that it requires, since such a driver may
// keep results under the names of what has run.
func (c *Config) Analyzer(a *analysis.Analyzer) (*analysis.Analyzer, error) {
	if c.File == "" {
		return a, nil
	}
	for _, s := range c.Settings() {
		if err := a.Flags.Set(s.Flag, s.Value); err != nil {
			return a, fmt.Errorf("%s: %s: %w", c.File, s.Flag, err)
		}
	}
	said := sha256.Sum256([]byte(fmt.Sprintf("%q %q", c.Settings(), c.Exclude)))
	configured := *a
	configured.Requires = append(configured.Requires[:len(a.Requires):len(a.Requires)], &analysis.Analyzer{
		Name: fmt.Sprintf("%s_%x", a.Name, said[:8]),
		Doc:  "stands for what " + Name + " says",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	})
	configured.Run = func(pass *analysis.Pass) (any, error) {
		wanted := *pass
		wanted.Report = func(d analysis.Diagnostic) {
			if file := pass.Fset.File(d.Pos); file == nil || !c.Excluded(file.Name()) {
				pass.Report(d)
			}
		}
		return a.Run(&wanted)
	}
	return &configured, nil
}

// Package gclplugin is the module plug-in for golangci-lint 2. A golangci-lint
// that imports it has a linter of the name sendmove; docs/golangci-lint.md says
// how to build one.
package gclplugin

import (
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/analyzer"
	"github.com/sendmove/sendmove/internal/nolint"
)

// Name is the key of the plug-in in linters.settings.custom, and what
// //nolint comments call it.
const Name = "sendmove"

func init() { register.Plugin(Name, New) }

// New makes the plug-in with the settings that stand in .golangci.yml. Each flag
// of the analyzer is a setting of the same name; there are no others.
func New(settings any) (register.LinterPlugin, error) {
	values, err := register.DecodeSettings[map[string]any](settings)
	if err != nil {
		return nil, err
	}
	flags := &analyzer.Analyzer.Flags
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if flags.Lookup(name) == nil {
			return nil, fmt.Errorf("unknown setting %q; there are %s", name, known(flags))
		}
		if err := flags.Set(name, text(values[name])); err != nil {
			return nil, fmt.Errorf("setting %q: %w", name, err)
		}
	}
	nolint.ByHost = true // or golangci-lint's nolintlint would find the comments superfluous
	return plugin{}, nil
}

// text is a value in the form of a flag; a list has a line for each entry.
func text(value any) string {
	list, ok := value.([]any)
	if !ok {
		return fmt.Sprint(value)
	}
	lines := make([]string, len(list))
	for i, v := range list {
		lines[i] = fmt.Sprint(v)
	}
	return strings.Join(lines, "\n")
}

func known(flags *flag.FlagSet) string {
	var names []string
	flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	return strings.Join(names, ", ")
}

type plugin struct{}

// BuildAnalyzers implements [register.LinterPlugin].
func (plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	return []*analysis.Analyzer{folded(analyzer.Analyzer)}, nil
}

// GetLoadMode implements [register.LinterPlugin].
func (plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

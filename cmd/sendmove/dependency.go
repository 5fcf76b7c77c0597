package main

import (
	"encoding/json"
	"flag"
	"io"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/sendmove/sendmove/analyzer"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/vetx"
)

// dependency sees to it that of a package of which only the facts are wanted no more
// is done than that. It reports whether nothing is left to do: packages of the
// standard library have no facts, and for others it does what the driver would.
func dependency(args []string) (done bool) {
	file := args[len(args)-1]
	if !strings.HasSuffix(file, ".cfg") {
		return false
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return false // what is wrong with the file is for the driver to say
	}
	var unit unitchecker.Config
	if json.Unmarshal(data, &unit) != nil || !unit.VetxOnly {
		return false
	}
	analyzer.FactsOnly()
	if vetx.Standard(&unit) && vetx.Types(&unit) == nil {
		return true
	}
	return setFlags(args[:len(args)-1]) && vetx.Facts(&unit, analyzer.Analyzer) == nil
}

// setFlags sets the flags of the analyzer, by the names that the driver gives them. It
// says false where it does not know one.
func setFlags(args []string) bool {
	if len(args) == 0 {
		return true
	}
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	analyzer.Analyzer.Flags.VisitAll(func(f *flag.Flag) {
		flags.Var(f.Value, analyzer.Analyzer.Name+"."+f.Name, "")
	})
	flags.Bool("json", false, "") // there are no reports
	return flags.Parse(args) == nil && flags.NArg() == 0
}

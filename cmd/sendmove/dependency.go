package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/sendmove/sendmove/analyzer"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/unit"
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
	var config unitchecker.Config
	if json.Unmarshal(data, &config) != nil || !config.VetxOnly {
		return false
	}
	if unit.Standard(config.ImportPath, config.ModulePath, config.Dir) && vetx.Types(&config) == nil {
		return true
	}
	return setFlags(args[:len(args)-1]) == nil && vetx.Facts(&config, analyzer.FactsOnly) == nil
}

// setFlags sets the flags of the analyzer, by the names that they have under go vet.
func setFlags(args []string) error {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	analyzer.Analyzer.Flags.VisitAll(func(f *flag.Flag) {
		flags.Var(f.Value, toolPrefix+f.Name, "")
	})
	flags.Bool("json", false, "") // is the driver's
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is not a flag", flags.Arg(0))
	}
	return nil
}

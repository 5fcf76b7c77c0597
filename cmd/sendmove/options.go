package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/sendmove/sendmove/analyzer"
	"github.com/sendmove/sendmove/analyzer/config"
)

// options is the command line.
type options struct {
	patterns   []string
	color      colorMode
	format     formatName
	short      bool
	fix, diff  bool
	buildFlags []string // for the go command
	toolFlags  []string // for the analyzer, in the spelling of go vet

	baseline      string
	writeBaseline bool
	newFrom       string // a revision of git

	given      map[string]bool // flags of the analyzer on the command line
	configFile string
	config     *config.Config // once it was read
}

// dir is the absolute name of the folder in which the go command runs.
func (o *options) dir() (string, error) {
	return filepath.Abs(o.buildFlag("C"))
}

// buildFlags are the flags that pass to the go command as they are: those that
// decide which packages and files are loaded, and how. Their usage is that of
// "go help build". Others can be set in the variable GOFLAGS.
var buildFlags = []struct {
	name, usage string
	isBool      bool
}{
	{"C", "change to `dir` before running the go command", false},
	{"tags", "comma-separated `list` of build tags", false},
	{"mod", "module download `mode`: readonly, vendor or mod", false},
	{"modfile", "use `file` instead of go.mod", false},
	{"overlay", "read the replacements for source files from the JSON `file`", false},
	{"p", "analyse at most `n` packages at a time", false},
	{"race", "analyse as built with the race detector", true},
	{"a", "analyse again what is up to date", true},
}

// parseOptions reads the command line. Flags and packages may stand in any
// order.
func parseOptions(args []string) (*options, error) {
	o := &options{color: colorAuto, format: formatText}
	flags := o.flagSet()
	for {
		if err := flags.Parse(args); err != nil {
			return nil, describe(err)
		}
		if flags.NArg() == 0 {
			break
		}
		o.patterns = append(o.patterns, flags.Arg(0))
		args = flags.Args()[1:]
	}
	o.given = make(map[string]bool)
	flags.Visit(func(f *flag.Flag) {
		name := strings.TrimPrefix(f.Name, toolPrefix)
		o.given[name] = true
		switch {
		case isBuildFlag(f.Name):
			o.buildFlags = append(o.buildFlags, "-"+f.Name+"="+f.Value.String())
		case analyzer.Analyzer.Flags.Lookup(name) != nil:
			o.toolFlags = append(o.toolFlags, "-"+toolPrefix+name+"="+f.Value.String())
		}
	})
	return o, o.check()
}

// check reports flags that do not go together.
func (o *options) check() error {
	switch {
	case o.short && o.format != formatText && o.format != formatShort:
		return fmt.Errorf("flag -short: is the same as -format short, but -format is %s", o.format)
	case o.diff && !o.fix:
		return errors.New("flag -diff: shows what -fix would do; give -fix as well")
	case o.writeBaseline && o.fix:
		return errors.New("flag -write-baseline: does not go with -fix; fix first, then write what is left")
	case o.writeBaseline && o.newFrom != "":
		return errors.New("flag -write-baseline: does not go with -new-from, by which most findings would be missing")
	}
	if o.short {
		o.format = formatShort
	}
	return nil
}

// toolPrefix stands before the analyzer's flags under go vet, where they share
// a name space with those of the go command.
const toolPrefix = "sendmove."

// flagSet declares every flag. The analyzer's flags are its own, so that a new
// one shows up here by itself; each is known under go vet's name too.
func (o *options) flagSet() *flag.FlagSet {
	flags := flag.NewFlagSet("sendmove", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // main reports errors
	flags.Usage = func() {}
	analyzer.Analyzer.Flags.VisitAll(func(f *flag.Flag) {
		flags.Var(f.Value, f.Name, f.Usage)
		flags.Var(f.Value, toolPrefix+f.Name, f.Usage)
	})
	flags.Var(&o.color, "color", "colour the output: `when` is auto, always or never")
	flags.Var(&o.format, "format", "`name` of the output format: "+strings.Join(formats(), ", "))
	flags.BoolVar(&o.short, "short", false, "one line for each finding, as -format short")
	flags.BoolVar(&o.fix, "fix", false, "apply the suggested fixes")
	flags.BoolVar(&o.diff, "diff", false, "with -fix: show the changes, do not make them")
	flags.StringVar(&o.baseline, "baseline", "", "do not report the findings that `file` lists")
	flags.BoolVar(&o.writeBaseline, "write-baseline", false, "write all findings into the file of -baseline")
	flags.StringVar(&o.configFile, "config", "", "read `file` instead of "+config.Name+"; "+configOff+": none")
	flags.StringVar(&o.newFrom, "new-from", "", "report only what changed since the git `revision`")
	for _, f := range buildFlags {
		if f.isBool {
			flags.Bool(f.name, false, f.usage)
		} else {
			flags.String(f.name, "", f.usage)
		}
	}
	return flags
}

func isBuildFlag(name string) bool {
	for _, f := range buildFlags {
		if f.name == name {
			return true
		}
	}
	return false
}

// describe says what to do about an error of the flag package.
func describe(err error) error {
	if strings.HasPrefix(err.Error(), "flag provided but not defined: ") {
		name := strings.TrimPrefix(err.Error(), "flag provided but not defined: ")
		return fmt.Errorf("unknown flag %s\nrun \"sendmove -h\" for the flags", name)
	}
	return err
}

// usage prints the help text.
func usage(w io.Writer) {
	fmt.Fprint(w, `sendmove reports uses of a value after it was sent on a channel.

usage: sendmove [flags] [packages]
       sendmove explain RULE         what a rule means, and what to do
       sendmove config [flags]       what is in force, by sendmove.yml and flags
       sendmove version
       sendmove completion SHELL     for bash, zsh or fish
       sendmove gopls                builds a gopls that has the analyzer

flags:
`)
	var o options
	var build []string
	o.flagSet().VisitAll(func(f *flag.Flag) {
		switch {
		case strings.HasPrefix(f.Name, toolPrefix):
			return
		case isBuildFlag(f.Name):
			build = append(build, "-"+f.Name)
			return
		}
		value, text := flag.UnquoteUsage(f)
		if value != "" {
			value = " " + value
		}
		fmt.Fprintf(w, "  %-20s %s", "-"+f.Name+value, text)
		if f.DefValue != "" && f.DefValue != "false" {
			fmt.Fprintf(w, " (default %s)", f.DefValue)
		}
		fmt.Fprintln(w)
	})
	fmt.Fprintf(w, `
Flags for the go command: %s.
Packages are named as for the go command; none means the current directory.
The exit status is 0 if nothing was found, 1 if something was, and 2 if packages
could not be analysed. As a vet tool: go vet -vettool=$(which sendmove) ./...
`, strings.Join(build, " "))
}

package main

import (
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/sendmove/sendmove/analyzer"
)

// options is the command line.
type options struct {
	patterns   []string
	color      colorMode
	buildFlags []string // for the go command
	toolFlags  []string // for the analyzer, in the spelling of go vet
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
	{"p", "run at most `n` programs in parallel", false},
	{"race", "analyse as built with the race detector", true},
	{"a", "analyse again what is up to date", true},
	{"x", "print the commands that the go command runs", true},
}

// parseOptions reads the command line. Flags and packages may stand in any
// order.
func parseOptions(args []string) (*options, error) {
	o := &options{color: colorAuto}
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
	flags.Visit(func(f *flag.Flag) {
		name := strings.TrimPrefix(f.Name, toolPrefix)
		switch {
		case isBuildFlag(f.Name):
			o.buildFlags = append(o.buildFlags, "-"+f.Name+"="+f.Value.String())
		case analyzer.Analyzer.Flags.Lookup(name) != nil:
			o.toolFlags = append(o.toolFlags, "-"+toolPrefix+name+"="+f.Value.String())
		}
	})
	return o, nil
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

`)
	var o options
	all := o.flagSet()
	show := func(title string, include func(name string) bool) {
		fmt.Fprintf(w, "%s:\n", title)
		all.VisitAll(func(f *flag.Flag) {
			if !include(f.Name) || strings.HasPrefix(f.Name, toolPrefix) {
				return
			}
			value, text := flag.UnquoteUsage(f)
			if value != "" {
				value = " " + value
			}
			fmt.Fprintf(w, "  %-22s %s", "-"+f.Name+value, text)
			if f.DefValue != "" && f.DefValue != "false" {
				fmt.Fprintf(w, " (default %s)", f.DefValue)
			}
			fmt.Fprintln(w)
		})
		fmt.Fprintln(w)
	}
	show("flags", func(name string) bool { return !isBuildFlag(name) })
	show("flags of the go command", isBuildFlag)
	fmt.Fprint(w, `Packages are named as for the go command; none means the current directory.
The exit status is 0 if nothing was found, 1 if something was, and 2 if packages
could not be analysed. As a vet tool: go vet -vettool=$(which sendmove) ./...
`)
}

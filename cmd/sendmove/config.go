package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sendmove/sendmove/analyzer/config"
)

// configOff is the value of -config by which no file is read.
const configOff = "off"

// configure adds what the configuration file says to the options. A flag that
// was given wins, but for declarations, which add up.
func (o *options) configure() error {
	dir, err := o.dir()
	if err != nil {
		return err
	}
	c := &config.Config{}
	switch o.configFile {
	case configOff:
	case "":
		c, err = config.Find(dir)
	default:
		c, err = config.Read(o.configFile)
	}
	if err != nil {
		return err
	}
	o.config = c
	for _, s := range c.Settings() {
		if s.Flag != "declare" && o.given[s.Flag] {
			continue
		}
		prefix := "-" + toolPrefix + s.Flag + "="
		i := slices.IndexFunc(o.toolFlags, func(s string) bool { return strings.HasPrefix(s, prefix) })
		if i < 0 {
			o.toolFlags = append(o.toolFlags, prefix+s.Value)
		} else {
			o.toolFlags[i] += "\n" + s.Value
		}
	}
	if o.baseline == "" {
		o.baseline = c.Baseline
	}
	if o.writeBaseline && o.baseline == "" {
		return errors.New("flag -write-baseline: needs the file's name; give -baseline as well, or baseline in " + config.Name)
	}
	return nil
}

// printConfig is the command "sendmove config", which takes the flags of an
// analysis and says what is in force.
func printConfig(args []string, stdout, stderr io.Writer) int {
	o, err := parseOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		usage(stdout)
		return clean
	}
	if err == nil {
		err = o.configure()
	}
	if err != nil {
		return fail(stderr, err)
	}
	file := o.config.File
	if file == "" {
		file = "none"
	}
	fmt.Fprintf(stdout, "# configuration file: %s\n", filepath.ToSlash(file))
	for _, level := range []struct{ name, said, otherwise string }{
		{"level", o.config.Level, "access"}, {"mpsc-level", o.config.MPSCLevel, "strict"},
	} {
		value, from := level.otherwise, "default"
		if level.said != "" {
			value, from = level.said, config.Name
		}
		if v, ok := o.toolFlag(level.name); ok && o.given[level.name] {
			value, from = v, "flag"
		}
		fmt.Fprintf(stdout, "%s: %s # %s\n", level.name, value, from)
	}
	list := func(name string, values []string) {
		if len(values) == 0 {
			return
		}
		fmt.Fprintf(stdout, "%s:\n", name)
		for _, v := range values {
			fmt.Fprintf(stdout, "  - %q\n", v)
		}
	}
	list("shareable", o.config.Shareable)
	list("moves", o.config.Moves)
	list("borrows", o.config.Borrows)
	list("exclude", o.config.Exclude)
	if o.baseline != "" {
		fmt.Fprintf(stdout, "baseline: %s\n", filepath.ToSlash(o.baseline))
	}
	return clean
}

// toolFlag is the value of a flag of the analyzer, if it has one.
func (o *options) toolFlag(name string) (string, bool) {
	for _, f := range o.toolFlags {
		if v, ok := strings.CutPrefix(f, "-"+toolPrefix+name+"="); ok {
			return v, true
		}
	}
	return "", false
}

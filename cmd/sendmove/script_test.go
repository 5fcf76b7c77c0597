package main

import (
	"errors"
	"flag"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write the output of the command into the scripts and README.md")

// timeLimit ends a test whose analysis does not, and with it the processes that
// it started; with an empty build cache the standard library is analysed first.
const timeLimit = 5 * time.Minute

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"sendmove": func() {
		// A vet tool tells its flags: they must not be those of the test.
		flag.CommandLine = flag.NewFlagSet("sendmove", flag.ExitOnError)
		main()
	}, "full": full})
}

// full is the script command "full command...": its standard output is a full disk.
func full() {
	out, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		log.Fatal(err)
	}
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	cmd.Stdout, cmd.Stderr = out, os.Stderr
	var exit *exec.ExitError
	switch err := cmd.Run(); {
	case errors.As(err, &exit):
		os.Exit(exit.ExitCode())
	case err != nil:
		log.Fatal(err)
	}
}

// TestScript runs the command as a person does, in modules of its own. The
// variable SENDMOVE holds the file name of the command, CHECKOUT that of this
// module.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		Setup:         setup,
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"status": status},
		UpdateScripts: *update,
		Deadline:      time.Now().Add(timeLimit),
	})
}

func setup(env *testscript.Env) error {
	command, err := exec.LookPath("sendmove")
	if err != nil {
		return err
	}
	checkout, err := filepath.Abs("../..")
	if err != nil {
		return err
	}
	env.Setenv("SENDMOVE", command)
	env.Setenv("CHECKOUT", checkout)
	// The module cache and the build cache are the user's, the network is not.
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOTOOLCHAIN"} {
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			return err
		}
		env.Setenv(name, string(value[:len(value)-1]))
	}
	env.Setenv("GOPROXY", "off")
	env.Setenv("GOFLAGS", "")
	env.Setenv("GOWORK", "off")
	return nil
}

// status implements the script command "status N command...", which expects
// the command to exit with status N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command [arguments]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("%s: status %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}

package vetx

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/sendmove/sendmove/analyzer"
	"github.com/sendmove/sendmove/cmd/sendmove/internal/unit"
)

// plain says in the environment that the program is unitchecker and no more.
const plain = "SENDMOVE_TEST_UNITCHECKER"

// TestMain makes the test a vet tool that writes each file in both ways.
func TestMain(m *testing.M) {
	last := os.Args[len(os.Args)-1]
	if os.Getenv(plain) != "" || last == "-V=full" || last == "-flags" {
		unitchecker.Main(analyzer.Analyzer) // does not return
	}
	if strings.HasSuffix(last, ".cfg") {
		if err := compare(last); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// compare writes the file of a unit by unitchecker and by Types.
func compare(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var config unitchecker.Config
	if err := json.Unmarshal(text, &config); err != nil {
		return err
	}
	cmd := exec.Command(os.Args[0], file)
	cmd.Env = append(os.Environ(), plain+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("unitchecker: %w\n%s", err, out)
	}
	if !config.VetxOnly {
		return nil
	}
	want, err := os.ReadFile(config.VetxOutput)
	if err != nil {
		return err
	}
	config.VetxOutput = filepath.Join(filepath.Dir(file), "own")
	if unit.Standard(config.ImportPath, config.ModulePath, config.Dir) {
		err = Types(&config)
	} else {
		err = Facts(&config, analyzer.FactsOnly)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", config.ImportPath, err)
	}
	got, err := os.ReadFile(config.VetxOutput)
	if err == nil && !bytes.Equal(got, want) {
		err = fmt.Errorf("%s: the files differ", config.ImportPath)
	}
	return err
}

// TestSame: what Types and Facts write is what unitchecker writes, byte for byte, for all
// that the analyzer is built from. Its packages have functions that send, methods with
// facts that others pass on, and fields that are used by sync/atomic.
func TestSame(t *testing.T) {
	tool, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "go", "vet", "-vettool="+tool, "github.com/sendmove/sendmove/analyzer")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestBroken: what is wrong with a unit is left to unitchecker, and no file is written.
func TestBroken(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"syntax.go": "package p\n\nfunc {\n",
		"types.go":  "package p\n\nvar x int = \"\"\n",
		"import.go": "package p\n\nimport _ \"absent\"\n",
	} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		unit := &unitchecker.Config{ImportPath: "p", GoFiles: []string{file}, VetxOutput: filepath.Join(dir, name+".vetx")}
		if err := Facts(unit, analyzer.Analyzer); err == nil {
			t.Errorf("%s: nothing is wrong", name)
		}
		if _, err := os.Stat(unit.VetxOutput); err == nil {
			t.Errorf("%s: a file was written", name)
		}
	}
}

// TestAnnotated: a package with annotations has facts, and is left to unitchecker.
func TestAnnotated(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"plain.go": "package p\n", "annotated.go": "package p\n\n//sendmove:share\ntype T struct{}\n"} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		unit := &unitchecker.Config{ImportPath: "p", GoFiles: []string{file}, VetxOutput: filepath.Join(dir, name+".vetx")}
		if err := Types(unit); (err == nil) != (name == "plain.go") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

package mpsc_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestDynamicTwin runs programs built with -race whose receiver touches nothing,
// so every report of a race comes from the memory that a receive claims.
func TestDynamicTwin(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	program := filepath.Join(t.TempDir(), "twin")
	build := exec.Command("go", "build", "-race", "-o", program, "./testdata/twin")
	if out, err := build.CombinedOutput(); err != nil {
		if strings.Contains(string(out), "-race") {
			t.Skipf("no race detector here: %s", out)
		}
		t.Fatalf("%v\n%s", err, out)
	}
	for _, test := range []struct {
		reported  bool
		scenarios string
	}{
		{true, "pointer-write pointer-read slice slice-append nested-slice nested-pointer " +
			"slice-of-slice struct array map-write map-read interface buffer batch"},
		{false, "clean number string copied-field nil cut-slice opted-out opted-out-in locked " +
			"error context time sender handed-back wide failed"},
	} {
		for scenario := range strings.FieldsSeq(test.scenarios) {
			t.Run(scenario, func(t *testing.T) {
				t.Parallel()
				run := exec.Command(program, scenario)
				run.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0")
				out, err := run.CombinedOutput()
				report := string(out)
				if got := strings.Contains(report, "WARNING: DATA RACE"); got != test.reported {
					t.Errorf("reported: %v, want %v (%v)\n%s", got, test.reported, err, report)
				}
				if test.reported && !strings.Contains(report, "mpsc.(*Receiver") {
					t.Errorf("the report does not name the receive:\n%s", report)
				}
				if !test.reported && err != nil {
					t.Errorf("%v\n%s", err, report)
				}
			})
		}
	}
}

package transcript

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
)

// Run carries out the page of the given file name in dir, with variables that
// are added to the environment. It ends the test at the first step that does
// not do what the page says.
func Run(t *testing.T, page, dir string, env ...string) {
	t.Helper()
	steps, err := Read(page)
	if err != nil {
		t.Fatal(err)
	}
	if len(steps) == 0 {
		t.Fatalf("%s tells its reader to do nothing", page)
	}
	shell := &session{state: filepath.Join(t.TempDir(), "state")}
	for _, s := range steps {
		err := s.Do(dir, func(command string) ([]byte, error) {
			cmd := exec.CommandContext(t.Context(), "sh", "-c", shell.script(command))
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), env...)
			cmd.WaitDelay = 10 * time.Second
			return cmd.CombinedOutput()
		})
		if err != nil {
			t.Fatalf("%s:%d: %v", filepath.Base(page), s.Line, err)
		}
	}
}

// Extract writes the files of an archive in the format of package txtar to dir.
func Extract(t *testing.T, archive, dir string) {
	t.Helper()
	a, err := txtar.ParseFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		if err := (Step{File: f.Name, Text: string(f.Data)}).Do(dir, nil); err != nil {
			t.Fatal(err)
		}
	}
}

// A session makes what a command does to the shell, its variables and its
// directory, known to the next command, as in a terminal.
type session struct{ state string }

func (s *session) script(command string) string {
	return fmt.Sprintf(`[ -e %[1]q ] && . %[1]q
%[2]s
status=$?
{ export -p; printf 'cd "%%s"\n' "$PWD"; } >%[1]q
exit $status`, s.state, command)
}

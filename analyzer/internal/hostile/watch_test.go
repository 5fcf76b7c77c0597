package hostile

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"
)

// patience is how long the analysis of one program may take before it counts as
// endless. The longest takes some seconds; machines may be slow and busy.
const patience = 20 * time.Minute

// watch ends the test program when a program takes for ever, and keeps its text. The
// function that it returns says that it did not.
func watch(name string, sources []source) (done func()) {
	timer := time.AfterFunc(patience, func() {
		debug.SetTraceback("all")
		panic(fmt.Sprintf("%s: not done after %v\n%s", name, patience, kept(sources)))
	})
	return func() {
		timer.Stop()
		if r := recover(); r != nil {
			stack := make([]byte, 1<<16)
			panic(fmt.Sprintf("%s: %v\n%s\n%s", name, r, kept(sources), stack[:runtime.Stack(stack, false)]))
		}
	}
}

// kept writes sources where they can be looked at, and says where.
func kept(sources []source) string {
	dir, err := os.MkdirTemp("", "hostile")
	if err != nil {
		return err.Error()
	}
	for _, s := range sources {
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(s.name)), s.text, 0o666); err != nil {
			return err.Error()
		}
	}
	return "the program is in " + dir
}

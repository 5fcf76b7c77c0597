//go:build unix

package fix_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/fix"
)

// TestReplaceFull: where the disk is full, here at a limit for the size of a file, the
// old content stays and nothing else.
func TestReplaceFull(t *testing.T) {
	name := write(t)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Skip(err)
	}
	small := limit
	small.Cur = 1 << 10
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &small); err != nil {
		t.Skip(err)
	}
	err := fix.Replace(name, bytes.Repeat([]byte("x"), 1<<20))
	if back := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); back != nil {
		t.Fatal(back)
	}
	if !errors.Is(err, syscall.EFBIG) {
		t.Errorf("%v, want %v", err, syscall.EFBIG)
	}
	if text, err := os.ReadFile(name); err != nil || string(text) != source {
		t.Errorf("%q, %v: the old content is gone", text, err)
	}
	if entries, err := os.ReadDir(filepath.Dir(name)); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

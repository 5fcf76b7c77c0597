package bounded_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sendmove/sendmove/internal/bounded"
)

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "file")
	if err := os.WriteFile(name, []byte("12345"), 0o666); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(name, link); err != nil {
		t.Skip(err)
	}
	for _, n := range []string{name, link} {
		if data, err := bounded.ReadFile(n, 5); err != nil || string(data) != "12345" {
			t.Errorf("%s: %q, %v", n, data, err)
		}
	}
	if _, err := bounded.ReadFile(name, 4); err == nil || !strings.Contains(err.Error(), name+": larger than 4 bytes") {
		t.Errorf("a larger file: %v", err)
	}
	if _, err := bounded.ReadFile(filepath.Join(dir, "none"), 5); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	for _, n := range []string{dir, os.DevNull, "/dev/zero"} {
		if _, err := bounded.ReadFile(n, 5); !errors.Is(err, bounded.ErrNotRegular) && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", n, err)
		}
	}
}

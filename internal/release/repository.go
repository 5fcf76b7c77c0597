package release

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A Repository is a stand-in for one that lies elsewhere.
type Repository struct {
	URL string // of the one elsewhere
	Dir string // of the stand-in
}

// NewRepository makes a repository with the files below dir as its only commit
// and tag, and a stand-in for the one at url.
func NewRepository(t *testing.T, url, dir, tag string) Repository {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, withoutGit{os.DirFS(dir)}); err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{
		"init -q", "add -A -f", "-c user.name=m -c user.email=m@example.com commit -q -m release", "tag " + tag,
	} {
		git := exec.Command("git", strings.Fields(args)...)
		git.Dir = to
		if out, err := git.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args, err, out)
		}
	}
	return Repository{url, to}
}

// Env returns the variables with which git takes the stand-in.
func (r Repository) Env() []string {
	return []string{
		"GIT_CONFIG_COUNT=1",
		"GIT_CONFIG_KEY_0=url.file://" + filepath.ToSlash(r.Dir) + ".insteadOf",
		"GIT_CONFIG_VALUE_0=" + r.URL,
	}
}

// withoutGit hides git's own files at the top.
type withoutGit struct{ fs.FS }

func (f withoutGit) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(f.FS, name)
	kept := entries[:0]
	for _, e := range entries {
		if e.Name() != ".git" {
			kept = append(kept, e)
		}
	}
	return kept, err
}

package gopls

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var edits = flag.Int("edits", 0, "how many edits TestSpeed makes in each file; 0 leaves the test out")

// budget is what the analyzer may add to the time from an edit until its package
// is analysed, as the median over all edits.
const budget = 200 * time.Millisecond

// TestSpeed types in files of this project, in the gopls with the analyzer and in
// the same version without, in turns.
func TestSpeed(t *testing.T) {
	if *edits == 0 {
		t.Skip("takes minutes; ask for it with -edits=20")
	}
	version, _, _ := strings.Cut(*versions, ",")
	t.Setenv("GOPLSCACHE", t.TempDir())
	stock := filepath.Join(t.TempDir(), "gopls")
	install := exec.Command("go", "install", "golang.org/x/tools/gopls@"+version)
	install.Env = append(install.Environ(), "GOBIN="+filepath.Dir(stock))
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	root, err := filepath.EvalSymlinks(t.TempDir()) // a copy, since a checkout may change meanwhile
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(root, os.DirFS(checkout)); err != nil {
		t.Fatal(err)
	}
	files := []string{"analyzer/internal/moves/moves.go", "analyzer/internal/summary/path.go", "cmd/sendmove/main.go"}
	settings := map[string]any{"diagnosticsDelay": "0s"}
	var both [2]*client
	for i, program := range []string{stock, build(t, command(t), version)} {
		both[i] = start(t, program, root, settings)
	}
	var times [2][]time.Duration
	var differences []time.Duration
	for _, file := range files {
		var text string
		for _, c := range both {
			text = c.open(file)
			probe(c, file, 2, text) // the first analysis fills the caches
		}
		for n := range *edits {
			var took [2]time.Duration
			for i := range both {
				who := (i + n) % 2
				took[who] = probe(both[who], file, n+3, text)
			}
			differences = append(differences, took[1]-took[0])
			for i := range times {
				times[i] = append(times[i], took[i])
			}
		}
	}
	added := median(differences)
	t.Logf("median of %d edits: %v without, %v with the analyzer; of the differences %v", len(differences),
		median(times[0]), median(times[1]), added)
	if added > budget {
		t.Errorf("the analyzer adds %v, more than %v", added, budget)
	}
}

// probe makes a mistake at the end of the text that a check of vet finds, and
// says how long it takes until that is published: then the package is analysed.
func probe(c *client, file string, version int, text string) time.Duration {
	c.t.Helper()
	mark := fmt.Sprintf(`"text %d"`, version)
	begin := time.Now()
	c.change(file, version, text+"\nfunc _() { fmt.Printf(\"%d\", "+mark+") }\n")
	c.await(file, "the mistake is found", func(ds []diagnostic) bool {
		return slices.ContainsFunc(of("printf", ds), func(d diagnostic) bool { return strings.Contains(d.Message, mark) })
	})
	return time.Since(begin)
}

func median(ds []time.Duration) time.Duration {
	ds = slices.Sorted(slices.Values(ds))
	return ds[len(ds)/2].Round(time.Millisecond)
}

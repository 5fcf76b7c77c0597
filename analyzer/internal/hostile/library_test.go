package hostile

import (
	"errors"
	"flag"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

var wholeLibrary = flag.Bool("library", false, "TestLibrary analyses the standard library")

// maxSending is the size of packages beyond which sends are not added to them. Each
// function has a limit, and their number has none: go/types, with each of its variables
// sent, takes minutes.
const maxSending = 200 << 10

// TestLibrary analyses the packages of the standard library as if they were a user's, as
// they are and, if they are not large, with every variable sent: real code, some of it
// generated.
//
//	go test ./analyzer/internal/hostile -run Library -v -timeout 1h -library
func TestLibrary(t *testing.T) {
	if !*wholeLibrary {
		t.Skip("takes minutes; see -library")
	}
	strictly(t)
	out, err := exec.CommandContext(t.Context(), "go", "list", "std").Output()
	if err != nil {
		t.Fatal(err)
	}
	paths := slices.DeleteFunc(strings.Fields(string(out)), func(p string) bool { return p == "unsafe" || strings.HasPrefix(p, "vendor/") })
	exports, err := exports(paths)
	if err != nil {
		t.Fatal(err)
	}
	var (
		mu    sync.Mutex
		wg    sync.WaitGroup
		queue = make(chan string)

		analysed, illTyped, reports, skipped int
	)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for path := range queue {
				u := fromLibrary(t, path)
				all := [][]source{u.sources}
				if size(u.sources) <= maxSending {
					all = append(all, sendingAllOnce(u.sources))
				}
				for _, sources := range all {
					if len(sources) == 0 {
						continue // only cgo, or nothing on this system
					}
					out, err := try(newWorld(exports), unit{u.path, sources})
					mu.Lock()
					switch {
					case errors.Is(err, errIllTyped):
						illTyped++
						t.Logf("%s: %v", path, err)
					case err != nil:
						t.Errorf("%s: %v", path, err)
					default:
						analysed++
						reports += len(out.lines) - out.skipped
						skipped += out.skipped
					}
					mu.Unlock()
				}
			}
		})
	}
	for _, path := range paths {
		queue <- path
	}
	close(queue)
	wg.Wait()
	t.Logf("%d packages analysed; %d ill-typed; %d reports, %d functions skipped", analysed, illTyped, reports, skipped)
}

func size(sources []source) (n int) {
	for _, s := range sources {
		n += len(s.text)
	}
	return n
}

// sendingAllOnce is sendingAll for the files of one package, in which one channel is
// enough.
func sendingAllOnce(in []source) []source {
	out := sendingAll(in)
	for i := range out {
		if i > 0 {
			out[i].text = []byte(strings.TrimSuffix(string(out[i].text), sink))
		}
	}
	return out
}

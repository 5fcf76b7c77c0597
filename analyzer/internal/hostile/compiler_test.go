package hostile

import (
	"bytes"
	"errors"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// TestCompilerTests analyses the tests of the Go compiler, as they are and with every
// variable sent. They hold every corner of the language, and programs that once
// broke a compiler. What does not type-check is left out, as drivers leave it out.
func TestCompilerTests(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses some 4,000 programs")
	}
	root := filepath.Join(build.Default.GOROOT, "test")
	if _, err := os.Stat(root); err != nil {
		t.Skipf("this Go has no tests of the compiler: %v", err)
	}
	strictly(t)
	var programs [][]string // by the files
	dirs := map[string][]string{}
	for _, name := range goFiles(t, root) {
		if dir := filepath.Dir(name); strings.HasSuffix(dir, ".dir") {
			dirs[dir] = append(dirs[dir], name)
		} else {
			programs = append(programs, []string{name})
		}
	}
	for _, files := range dirs {
		programs = append(programs, files)
	}
	exports, err := exports(imported(programs))
	if err != nil {
		t.Fatal(err)
	}
	var (
		mu                                          sync.Mutex
		wg                                          sync.WaitGroup
		analysed, illTyped, reports, skipped, sends int
		queue                                       = make(chan []string)
	)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for files := range queue {
				for _, send := range []bool{false, true} {
					w := newWorld(exports)
					for _, p := range packagesOf(t, files) {
						if send {
							if p.sources = sendingAll(p.sources); p.sources == nil {
								continue
							}
						}
						out, err := try(w, p)
						mu.Lock()
						switch {
						case errors.Is(err, errIllTyped):
							illTyped++
						case err != nil:
							t.Errorf("%s: %v", files[0], err)
						default:
							analysed++
							reports += len(out.lines) - out.skipped
							skipped += out.skipped
							if send {
								sends++
							}
						}
						mu.Unlock()
					}
				}
			}
		})
	}
	for _, files := range programs {
		queue <- files
	}
	close(queue)
	wg.Wait()
	t.Logf("%d programs analysed, %d of them with sends added; %d ill-typed; %d reports, %d functions skipped", analysed, sends, illTyped, reports, skipped)
	if analysed < 3000 {
		t.Errorf("only %d programs were analysed", analysed)
	}
}

// A unit is a package of a program.
type unit struct {
	path    string
	sources []source
}

// try analyses one package. A panic has its name.
func try(w *world, p unit) (outcome, error) {
	done := watch(p.sources[0].name, p.sources)
	defer done()
	pass, err := w.check(p.path, p.sources)
	if err != nil {
		return outcome{}, err
	}
	return w.analyse(pass)
}

// packagesOf reads the packages of one program, in the order of their files, which
// is that of their imports: "./a" is the package of a.go beside it.
func packagesOf(tb testing.TB, files []string) (out []unit) {
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			tb.Error(err)
			return nil
		}
		path := "./" + strings.TrimSuffix(filepath.Base(name), ".go")
		out = append(out, unit{path, []source{{name, text}}})
	}
	return out
}

func sendingAll(in []source) (out []source) {
	for _, s := range in {
		text := sending(s.text)
		if text == nil {
			return nil
		}
		out = append(out, source{s.name, text})
	}
	return out
}

// imported lists what the programs import of the standard library.
func imported(programs [][]string) (paths []string) {
	fset := token.NewFileSet()
	for _, files := range programs {
		for _, name := range files {
			f, err := parser.ParseFile(fset, name, nil, parser.ImportsOnly)
			if err != nil {
				continue
			}
			for _, spec := range f.Imports {
				path, err := strconv.Unquote(spec.Path.Value)
				if err == nil && standard(path) && !slices.Contains(paths, path) {
					paths = append(paths, path)
				}
			}
		}
	}
	slices.Sort(paths)
	return paths
}

// standard reports whether the standard library has a package.
func standard(path string) bool {
	if path == "C" || path == "" || bytes.ContainsAny([]byte(path), ".\\ \x00") {
		return false
	}
	info, err := os.Stat(filepath.Join(build.Default.GOROOT, "src", filepath.FromSlash(path)))
	return err == nil && info.IsDir()
}

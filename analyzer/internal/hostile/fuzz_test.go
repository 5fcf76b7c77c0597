package hostile

import (
	"errors"
	"go/build"
	"os"
	"path/filepath"
	"testing"
)

// maxSeed leaves out long files, which a fuzzer is slow to change.
const maxSeed = 8 << 10

// FuzzAnalyzer analyses what the fuzzer makes of real programs, at the level that
// looks at most. A long run:
//
//	go test ./analyzer/internal/hostile -run '^$' -fuzz FuzzAnalyzer -fuzztime 10m
func FuzzAnalyzer(f *testing.F) {
	strictly(f)
	exports, err := common()
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range seeds(f) {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if len(text) <= maxSeed {
			f.Add(text, false)
		}
	}
	for _, e := range extremes {
		if text := "package p\n" + e.text(min(e.size, 3)) + mistake; len(text) <= maxSeed {
			f.Add([]byte(text), true)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte, send bool) {
		if send {
			if text = sending(text); text == nil {
				t.Skip("no program")
			}
		}
		_, err := try(newWorld(exports), unit{"example.com/p", []source{{"p.go", text}}})
		switch {
		case errors.Is(err, errIllTyped):
			t.Skip(err)
		case err != nil:
			t.Error(err)
		}
	})
}

// seeds are the programs to begin with: our own tests, those of the compiler about
// channels, closures, ranges and generic code, and packages of the standard library
// that send.
func seeds(tb testing.TB) []string {
	names := goFiles(tb, "../../testdata/src")
	for _, pattern := range []string{
		"test/chan/*.go", "test/closure*.go", "test/range*.go", "test/typeparam/chans.go", "test/typeparam/list*.go",
		"test/typeparam/[m-o]*.go", "test/goto.go", "test/label.go", "test/switch*.go",
		"src/context/context.go", "src/os/signal/*.go", "src/net/pipe.go", "src/io/pipe.go", "src/time/tick.go", "src/sync/*.go",
	} {
		found, err := filepath.Glob(filepath.Join(build.Default.GOROOT, filepath.FromSlash(pattern)))
		if err != nil {
			tb.Fatal(err)
		}
		names = append(names, found...) // a Go without its tests has fewer
	}
	return names
}

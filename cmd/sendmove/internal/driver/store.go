package driver

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/rogpeppe/go-internal/cache"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/facts"
)

// A Store keeps what was found in packages, and the facts of those that others import. An
// entry that is not used for some days goes, as in the go command's cache, whose format
// it has.
type Store struct{ cache *cache.Cache }

// OpenStore opens the store in a folder, which is made if it is not there.
func OpenStore(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	c, err := cache.Open(dir)
	if err != nil {
		return nil, err
	}
	return &Store{c}, nil
}

func (s *Store) trim() { _ = s.cache.Trim() }

// A key is the hash of all that the analysis of a package depends on.
type key [sha256.Size]byte

// entry is a kind of what is kept of a package.
type entry string

const (
	reportEntry  entry = "report"
	outlineEntry entry = "outline"
	factsEntry   entry = "facts"
)

func (s *Store) get(e entry, k key) ([]byte, bool) {
	data, _, err := s.cache.GetBytes(cache.Subkey(cache.ActionID(k), string(e)))
	return data, err == nil
}

func (s *Store) put(e entry, k key, data []byte) {
	_ = s.cache.PutBytes(cache.Subkey(cache.ActionID(k), string(e)), data)
}

// identify gives each package its key.
func (p *program) identify() {
	hashes := p.hash()
	for _, n := range p.order {
		h := sha256.New()
		fmt.Fprintf(h, "%x %q %q %v\n", p.Identity, n.ID, n.PkgPath, n.TypesSizes)
		if m := n.Module; m != nil {
			fmt.Fprintf(h, "module %q %q %q\n", m.Path, m.Version, m.GoVersion)
		}
		for _, name := range n.CompiledGoFiles {
			fmt.Fprintf(h, "file %q %x\n", name, hashes[name])
		}
		for _, m := range n.imports {
			fmt.Fprintf(h, "import %x\n", m.key)
		}
		h.Sum(n.key[:0])
	}
}

// hash reads all files. One that cannot be read has no hash: it is missed when its
// package is parsed, and nothing is kept of that.
func (p *program) hash() map[string]key {
	var names []string
	for _, n := range p.order {
		names = append(names, n.CompiledGoFiles...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	sums := make([]key, len(names))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(names); i = int(next.Add(1)) - 1 {
				if text, err := p.files.read(names[i]); err == nil {
					sums[i] = sha256.Sum256(text)
				}
			}
		})
	}
	wg.Wait()
	out := make(map[string]key, len(names))
	for i, name := range names {
		out[name] = sums[i]
	}
	return out
}

// remember takes out of the store what was found in the packages whose reports are asked
// for, and the outlines of those that the others import.
func (p *program) remember() {
	for _, n := range p.order {
		if n.root {
			if data, ok := p.remembered(reportEntry, n); ok && json.Unmarshal(data, &n.findings) == nil {
				n.root = false
			}
		}
	}
	for _, n := range p.needed() {
		if !n.root && !n.standard() {
			n.kept, n.known = p.remembered(outlineEntry, n)
		}
	}
}

// remembered is what the store has of a package.
func (p *program) remembered(e entry, n *node) ([]byte, bool) {
	if p.Store == nil || p.Afresh {
		return nil, false
	}
	return p.Store.get(e, n.key)
}

// put has the store keep data. What cannot be kept is analysed again.
func (p *program) put(e entry, n *node, data []byte) {
	if p.Store != nil {
		p.Store.put(e, n.key, data)
	}
}

// keep has the store keep facts.
func (p *program) keep(e entry, n *node, known *facts.Set) {
	if p.Store == nil {
		return
	}
	if data, err := known.Encode(); err == nil {
		p.put(e, n, data)
	}
}

// keepReport has the store keep what was found in a package.
func (p *program) keepReport(n *node) {
	if data, err := json.Marshal(n.findings); err == nil {
		p.put(reportEntry, n, data)
	}
}

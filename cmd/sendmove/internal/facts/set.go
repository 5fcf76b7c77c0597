// Package facts keeps what an analyzer says of objects for those that import their
// package, and writes it down, byte for byte as package unitchecker of golang.org/x/tools
// does.
package facts

import (
	"bytes"
	"cmp"
	"encoding/gob"
	"go/types"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/objectpath"
)

// Register makes the facts of an analyzer known to Encode and Decode.
func Register(a *analysis.Analyzer) {
	for _, f := range a.FactTypes {
		gob.Register(f)
	}
}

// A Set has the facts about objects that are known in one package. It may be read by
// several at a time.
type Set struct {
	pkg   *types.Package
	facts map[key]said
}

// New is the empty set of pkg.
func New(pkg *types.Package) *Set { return &Set{pkg, map[key]said{}} }

type key struct {
	obj types.Object // nil for a fact about the package of the set
	t   reflect.Type
}

// said is a fact, and the path of its object if another package has written it down.
type said struct {
	fact analysis.Fact
	path objectpath.Path
}

// gobFact is a fact as unitchecker writes it down, by the name that it has there, which
// is in the file.
type gobFact struct {
	PkgPath string
	Object  objectpath.Path
	Fact    analysis.Fact
}

// Decode adds the facts that Encode has written down. A fact about an object that cannot
// be named here is left out; pkg says which package has a path, nil if that is not known.
func (s *Set) Decode(data []byte, pkg func(path string) *types.Package) error {
	if len(data) == 0 {
		return nil
	}
	var facts []gobFact
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&facts); err != nil {
		return err
	}
	for _, f := range facts {
		of := pkg(f.PkgPath)
		if of == nil {
			continue
		}
		if f.Object == "" {
			if of == s.pkg {
				s.PutPackage(f.Fact)
			}
			continue
		}
		if obj, err := objectpath.Object(of, f.Object); err == nil {
			s.facts[key{obj, reflect.TypeOf(f.Fact)}] = said{f.Fact, f.Object}
		}
	}
	return nil
}

// Get is analysis.Pass.ImportObjectFact.
func (s *Set) Get(obj types.Object, fact analysis.Fact) bool {
	found, ok := s.facts[key{obj, reflect.TypeOf(fact)}]
	if ok {
		reflect.ValueOf(fact).Elem().Set(reflect.ValueOf(found.fact).Elem())
	}
	return ok
}

// Put is analysis.Pass.ExportObjectFact.
func (s *Set) Put(obj types.Object, fact analysis.Fact) {
	s.facts[key{obj, reflect.TypeOf(fact)}] = said{fact: fact}
}

// GetPackage is analysis.Pass.ImportPackageFact for the package of the set.
func (s *Set) GetPackage(fact analysis.Fact) bool { return s.Get(nil, fact) }

// PutPackage is analysis.Pass.ExportPackageFact.
func (s *Set) PutPackage(fact analysis.Fact) { s.Put(nil, fact) }

// Encode writes down the facts of the package, and those of types, methods and fields
// of other ones, which may be reached through it.
func (s *Set) Encode() ([]byte, error) {
	var out []gobFact
	paths := new(objectpath.Encoder)
	for k, f := range s.facts {
		if k.obj == nil {
			out = append(out, gobFact{PkgPath: s.pkg.Path(), Fact: f.fact})
			continue
		}
		if _, isType := k.obj.(*types.TypeName); k.obj.Pkg() != s.pkg && !isType && k.obj.Parent() == k.obj.Pkg().Scope() {
			continue // is read from its own package
		}
		if f.path == "" {
			var err error
			if f.path, err = paths.For(k.obj); err != nil {
				continue // nobody else can name it
			}
		}
		out = append(out, gobFact{k.obj.Pkg().Path(), f.path, f.fact})
	}
	if len(out) == 0 {
		return nil, nil
	}
	slices.SortFunc(out, func(a, b gobFact) int {
		return cmp.Or(cmp.Compare(a.PkgPath, b.PkgPath), cmp.Compare(a.Object, b.Object),
			cmp.Compare(reflect.TypeOf(a.Fact).String(), reflect.TypeOf(b.Fact).String()))
	})
	var buf bytes.Buffer
	err := gob.NewEncoder(&buf).Encode(out)
	return buf.Bytes(), err
}

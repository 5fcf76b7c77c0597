package vetx

import (
	"bytes"
	"cmp"
	"encoding/gob"
	"fmt"
	"go/types"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/objectpath"
)

// set has the facts about objects that are known in one package. unitchecker finds out
// which packages these can be of by a walk over all that the imports' types refer to;
// here it is those that were heard of when the imports were read.
type set struct {
	pkg   *types.Package
	facts map[key]said
}

type key struct {
	obj types.Object
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

// decode reads the facts of the direct imports of pkg. A fact about an object that
// cannot be named here is left out.
func decode(pkg *types.Package, imports *importer) (*set, error) {
	s := &set{pkg, map[key]said{}}
	for _, p := range pkg.Imports() {
		data := imports.facts[p.Path()]
		if len(data) == 0 {
			continue
		}
		var facts []gobFact
		if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&facts); err != nil {
			return nil, fmt.Errorf("the facts of %s: %w", p.Path(), err)
		}
		for _, f := range facts {
			of := imports.pkgs[f.PkgPath]
			if of == nil {
				continue
			}
			if obj, err := objectpath.Object(of, f.Object); err == nil {
				s.facts[key{obj, reflect.TypeOf(f.Fact)}] = said{f.Fact, f.Object}
			}
		}
	}
	return s, nil
}

// get is analysis.Pass.ImportObjectFact.
func (s *set) get(obj types.Object, fact analysis.Fact) bool {
	found, ok := s.facts[key{obj, reflect.TypeOf(fact)}]
	if ok {
		reflect.ValueOf(fact).Elem().Set(reflect.ValueOf(found.fact).Elem())
	}
	return ok
}

// set is analysis.Pass.ExportObjectFact.
func (s *set) set(obj types.Object, fact analysis.Fact) {
	s.facts[key{obj, reflect.TypeOf(fact)}] = said{fact: fact}
}

// encode writes down the facts of the package, and those of types, methods and fields
// of other ones, which may be reached through it.
func (s *set) encode() ([]byte, error) {
	var out []gobFact
	paths := new(objectpath.Encoder)
	for k, f := range s.facts {
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

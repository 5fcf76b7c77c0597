// Package unit makes of the files of a package what an analyzer works on.
package unit

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"

	"golang.org/x/tools/go/analysis"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/facts"
)

// A Unit is a package that is analysed as a whole.
type Unit struct {
	Path                     string
	Module                   *analysis.Module // nil if it is of none
	OtherFiles, IgnoredFiles []string

	Fset  *token.FileSet
	Files []*ast.File
	Types *types.Package
	Info  *types.Info
	Sizes types.Sizes
}

// Mode is how the files of a package are parsed that is analysed.
const Mode = parser.ParseComments | parser.SkipObjectResolution

// Parse reads and parses a file of the package.
func (u *Unit) Parse(name string) error {
	f, err := parser.ParseFile(u.Fset, name, nil, Mode)
	u.Files = append(u.Files, f)
	return err
}

// Check checks the types of all that is in the files.
func (u *Unit) Check(conf *types.Config) (err error) {
	u.Sizes = conf.Sizes
	u.Info = &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Instances:    make(map[*ast.Ident]types.Instance),
		Scopes:       make(map[ast.Node]*types.Scope),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		FileVersions: make(map[*ast.File]string),
	}
	u.Types, err = conf.Check(u.Path, u.Fset, u.Files, u.Info)
	return err
}

// Imported is what is known of other packages.
type Imported struct {
	Object  func(types.Object, analysis.Fact) bool
	Package func(*types.Package, analysis.Fact) bool // may be nil
}

// Run calls an analyzer, which must require no other one. What it says of the package
// goes to own.
func (u *Unit) Run(a *analysis.Analyzer, imported Imported, own *facts.Set, report func(analysis.Diagnostic)) error {
	_, err := a.Run(&analysis.Pass{
		Analyzer:     a,
		Fset:         u.Fset,
		Files:        u.Files,
		OtherFiles:   u.OtherFiles,
		IgnoredFiles: u.IgnoredFiles,
		Pkg:          u.Types,
		TypesInfo:    u.Info,
		TypesSizes:   u.Sizes,
		ResultOf:     map[*analysis.Analyzer]any{},
		Report:       report,
		ReadFile:     os.ReadFile,
		Module:       u.Module,
		ImportObjectFact: func(obj types.Object, fact analysis.Fact) bool {
			if obj.Pkg() == u.Types {
				return own.Get(obj, fact)
			}
			return imported.Object(obj, fact)
		},
		ExportObjectFact: own.Put,
		ImportPackageFact: func(pkg *types.Package, fact analysis.Fact) bool {
			if pkg == u.Types {
				return own.GetPackage(fact)
			}
			return imported.Package != nil && imported.Package(pkg, fact)
		},
		ExportPackageFact: own.PutPackage,
	})
	return err
}

package repair

import (
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
)

// importEdit is the change that lets the code at c say path.Name, nil if it can
// already. It says false where the name means something else.
func (s *Source) importEdit(c inspector.Cursor, path string) (*analysis.TextEdit, bool) {
	var file *ast.File
	for c := range c.Enclosing((*ast.File)(nil)) {
		file = c.Node().(*ast.File)
	}
	if file == nil {
		return nil, false
	}
	scope := s.Info.Scopes[file]
	if inner := scope.Innermost(c.Node().Pos()); inner != nil {
		scope = inner
	}
	if _, obj := scope.LookupParent(path, c.Node().Pos()); obj != nil {
		name, ok := obj.(*types.PkgName)
		return nil, ok && name.Imported().Path() == path
	}
	for _, spec := range file.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil && p == path {
			return nil, false // under another name
		}
	}
	edit := insert(file.Name.End(), "\n\nimport "+strconv.Quote(path))
	for _, d := range file.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.IMPORT {
			break
		}
		if !decl.Lparen.IsValid() {
			edit = insert(decl.End(), "\nimport "+strconv.Quote(path))
			continue
		}
		edit = insert(decl.Lparen+1, "\n\t"+strconv.Quote(path))
		for _, spec := range decl.Specs { // behind the last of its group that sorts before it
			p, err := strconv.Unquote(spec.(*ast.ImportSpec).Path.Value)
			if err != nil || p > path || strings.Contains(p, ".") {
				break
			}
			edit = insert(spec.End(), "\n\t"+strconv.Quote(path))
		}
		break
	}
	return &edit, true
}

// since reports whether the file around c is of the Go release v or a later one.
func (s *Source) since(c inspector.Cursor, v string) bool {
	for c := range c.Enclosing((*ast.File)(nil)) {
		has := s.Info.FileVersions[c.Node().(*ast.File)]
		return has == "" || version.Compare(has, v) >= 0
	}
	return false
}

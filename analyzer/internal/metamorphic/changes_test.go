package metamorphic

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
)

// source is a file that is changed, with what is known of its types.
type source struct {
	file *ast.File
	pkg  *types.Package
	info *types.Info
}

// change is a way to change a file.
type change struct {
	name string
	// apply reports whether there was anything to change.
	apply func(*source) bool
}

// changes are those that must not change what is reported.
var changes = []change{
	{"local variables are renamed", rename},
	{"declarations are reversed", reverse},
	{"independent statements are swapped", swap},
	{"sends are done by helpers", extract},
	{"functions are generic", generalise},
	{"channels are senders of package mpsc", toRuntime},
	{"dead code is added", addDead},
	{"bodies are blocks", nest},
	{"branches are switches", toSwitch},
}

func rename(s *source) bool {
	done := false
	ast.Inspect(s.file, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok || id.Name == "_" {
			return true
		}
		obj := s.info.ObjectOf(id)
		_, defines := s.info.Defs[id]
		v, ok := obj.(*types.Var)
		switch {
		case obj == nil && defines && id != s.file.Name: // of a type switch
		case ok && !v.IsField() && v.Parent() != s.pkg.Scope() && v.Pkg() == s.pkg:
		default:
			return true
		}
		id.Name += "_renamed"
		done = true
		return true
	})
	return done
}

// reverse turns the order of the declarations around; imports stay in front.
func reverse(s *source) bool {
	isImport := func(d ast.Decl) bool {
		g, ok := d.(*ast.GenDecl)
		return ok && g.Tok == token.IMPORT
	}
	first := slices.IndexFunc(s.file.Decls, func(d ast.Decl) bool { return !isImport(d) })
	if first < 0 {
		return false
	}
	slices.Reverse(s.file.Decls[first:])
	return true
}

// lists calls f for each list of statements, and takes its result in its place.
func lists(file *ast.File, f func([]ast.Stmt) []ast.Stmt) {
	var all []*[]ast.Stmt
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			if !ofClauses(n) {
				all = append(all, &n.List)
			}
		case *ast.CaseClause:
			all = append(all, &n.Body)
		case *ast.CommClause:
			all = append(all, &n.Body)
		}
		return true
	})
	for _, list := range all {
		*list = f(*list)
	}
}

// ofClauses reports whether b is the body of a switch or select.
func ofClauses(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return true
	}
	switch b.List[0].(type) {
	case *ast.CaseClause, *ast.CommClause:
		return true
	}
	return false
}

// swap moves the making of a new value before the statement in front of it, if
// neither mentions what the other declares.
func swap(s *source) bool {
	done := false
	lists(s.file, func(list []ast.Stmt) []ast.Stmt {
		for i := 1; i < len(list); i++ {
			if s.simple(list[i-1]) && s.fresh(list[i]) && !s.mentions(list[i-1], s.declared(list[i])) {
				list[i-1], list[i] = list[i], list[i-1]
				done = true
				i++
			}
		}
		return list
	})
	return done
}

// simple statements do not branch, and declare nothing.
func (s *source) simple(st ast.Stmt) bool {
	switch st := st.(type) {
	case *ast.SendStmt, *ast.IncDecStmt:
		return true
	case *ast.AssignStmt:
		return st.Tok != token.DEFINE
	}
	return false
}

// fresh statements declare variables with values that are made of nothing.
func (s *source) fresh(st ast.Stmt) bool {
	def, ok := st.(*ast.AssignStmt)
	if !ok || def.Tok != token.DEFINE {
		return false
	}
	return !slices.ContainsFunc(def.Rhs, func(e ast.Expr) bool {
		found := false
		ast.Inspect(e, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr, *ast.FuncLit, *ast.UnaryExpr:
				u, ok := n.(*ast.UnaryExpr)
				found = found || !ok || u.Op != token.AND
			case *ast.Ident:
				v, ok := s.info.ObjectOf(n).(*types.Var)
				found = found || ok && !v.IsField()
			}
			return !found
		})
		return found
	})
}

func (s *source) declared(st ast.Stmt) []types.Object {
	var out []types.Object
	for _, e := range st.(*ast.AssignStmt).Lhs {
		out = append(out, s.info.ObjectOf(e.(*ast.Ident)))
	}
	return out
}

// mentions reports whether st mentions one of objs, or another variable by the same
// name.
func (s *source) mentions(st ast.Stmt, objs []types.Object) bool {
	found := false
	ast.Inspect(st, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			found = found || slices.ContainsFunc(objs, func(o types.Object) bool { return o == nil || o.Name() == id.Name })
		}
		return true
	})
	return found
}

// extract has each send done by a function of its own.
func extract(s *source) bool {
	n := 0
	var helpers []ast.Decl
	lists(s.file, func(list []ast.Stmt) []ast.Stmt {
		for i, st := range list {
			send, ok := st.(*ast.SendStmt)
			if !ok {
				continue
			}
			ch, elem, ok := s.chanOf(send)
			if !ok {
				continue
			}
			name := "helper" + strconv.Itoa(n)
			n++
			list[i] = &ast.ExprStmt{X: &ast.CallExpr{Fun: ident(name, send.Pos()), Args: []ast.Expr{send.Chan, send.Value}, Rparen: send.End()}}
			c, v := ident("c", token.NoPos), ident("v", token.NoPos)
			helpers = append(helpers, &ast.FuncDecl{
				Name: ident(name, token.NoPos),
				Type: &ast.FuncType{Params: &ast.FieldList{List: []*ast.Field{
					{Names: []*ast.Ident{c}, Type: ch}, {Names: []*ast.Ident{v}, Type: elem},
				}}},
				Body: &ast.BlockStmt{List: []ast.Stmt{&ast.SendStmt{Chan: c, Value: v}}},
			})
		}
		return list
	})
	s.file.Decls = append(s.file.Decls, helpers...)
	return n > 0
}

func ident(name string, pos token.Pos) *ast.Ident { return &ast.Ident{Name: name, NamePos: pos} }

// chanOf is the type of the channel of a send, and of what it carries, if both can
// be written at the top of the file.
func (s *source) chanOf(send *ast.SendStmt) (ch, elem ast.Expr, ok bool) {
	t, isChan := s.info.TypeOf(send.Chan).(*types.Chan)
	if !isChan {
		return nil, nil, false
	}
	ch, ok1 := s.typeExpr(t)
	elem, ok2 := s.typeExpr(t.Elem())
	return ch, elem, ok1 && ok2
}

// typeExpr is the text of a type, if all its names are of the package or its imports.
func (s *source) typeExpr(t types.Type) (ast.Expr, bool) {
	ok := true
	text := types.TypeString(t, func(p *types.Package) string {
		if p == s.pkg {
			return ""
		}
		return p.Name()
	})
	var look func(types.Type, int)
	look = func(t types.Type, depth int) {
		if depth > 6 {
			ok = false
			return
		}
		switch t := t.(type) {
		case *types.TypeParam:
			ok = false
		case *types.Alias:
			ok = ok && (t.Obj().Pkg() == nil || t.Obj().Parent() == t.Obj().Pkg().Scope())
		case *types.Named:
			ok = ok && (t.Obj().Pkg() == nil || t.Obj().Parent() == t.Obj().Pkg().Scope())
			for a := range t.TypeArgs().Types() {
				look(a, depth+1)
			}
		case interface{ Elem() types.Type }:
			look(t.Elem(), depth+1)
			if m, isMap := t.(*types.Map); isMap {
				look(m.Key(), depth+1)
			}
		case *types.Basic:
		case *types.Interface:
			ok = ok && t.Empty()
		default:
			ok = false // what is written out may have names of any kind
		}
	}
	look(t, 0)
	return ident(text, token.NoPos), ok
}

// generalise gives each function a type parameter, which it does not need.
func generalise(s *source) bool {
	made := map[types.Object]bool{}
	for _, d := range s.file.Decls {
		fd, ok := d.(*ast.FuncDecl)
		if !ok || fd.Recv != nil || fd.Type.TypeParams != nil || fd.Body == nil || fd.Name.Name == "init" || fd.Name.Name == "main" {
			continue
		}
		fd.Type.TypeParams = &ast.FieldList{List: []*ast.Field{{Names: []*ast.Ident{ident("_", fd.Name.Pos())}, Type: ident("any", fd.Name.Pos())}}}
		made[s.info.Defs[fd.Name]] = true
	}
	for id, obj := range s.info.Uses {
		if made[obj] {
			id.Name += "[int]"
		}
	}
	return len(made) > 0
}

// toRuntime makes parameters that are channels, and only used for sends, senders of
// package mpsc. Functions that are mentioned elsewhere stay: their callers have
// channels.
func toRuntime(s *source) bool {
	mentioned := map[types.Object]bool{}
	for _, obj := range s.info.Uses {
		mentioned[obj] = true
	}
	done := false
	for _, d := range s.file.Decls {
		fd, ok := d.(*ast.FuncDecl)
		if !ok || fd.Recv != nil || fd.Body == nil || mentioned[s.info.Defs[fd.Name]] {
			continue
		}
		senders := map[types.Object]bool{}
		for _, p := range fd.Type.Params.List {
			ct, ok := p.Type.(*ast.ChanType)
			if !ok || len(p.Names) == 0 || slices.ContainsFunc(p.Names, func(id *ast.Ident) bool { return !s.onlySends(fd.Body, s.info.Defs[id]) }) {
				continue
			}
			for _, id := range p.Names {
				senders[s.info.Defs[id]] = true
			}
			p.Type = &ast.StarExpr{X: &ast.IndexExpr{X: ident("mpsc.SyncSender", p.Type.Pos()), Index: ct.Value}, Star: p.Type.Pos()}
		}
		if len(senders) == 0 {
			continue
		}
		done = true
		lists(&ast.File{Name: s.file.Name, Decls: []ast.Decl{fd}}, func(list []ast.Stmt) []ast.Stmt {
			for i, st := range list {
				if send, ok := st.(*ast.SendStmt); ok && s.isOne(send.Chan, senders) {
					list[i] = &ast.ExprStmt{X: &ast.CallExpr{
						Fun:  &ast.SelectorExpr{X: send.Chan, Sel: ident("Send", send.Arrow)},
						Args: []ast.Expr{send.Value}, Rparen: send.End(),
					}}
				}
			}
			return list
		})
	}
	path := `"github.com/sendmove/sendmove/runtime/mpsc"`
	if done && !slices.ContainsFunc(s.file.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == path }) {
		spec := &ast.ImportSpec{Path: &ast.BasicLit{Kind: token.STRING, Value: path}}
		s.file.Decls = slices.Insert(s.file.Decls, 0, ast.Decl(&ast.GenDecl{Tok: token.IMPORT, Specs: []ast.Spec{spec}}))
	}
	return done
}

func (s *source) isOne(e ast.Expr, objs map[types.Object]bool) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && objs[s.info.ObjectOf(id)]
}

// onlySends reports whether body mentions ch in send statements only.
func (s *source) onlySends(body *ast.BlockStmt, ch types.Object) bool {
	sends, all := 0, 0
	one := map[types.Object]bool{ch: true}
	lists(&ast.File{Name: ident("p", token.NoPos), Decls: []ast.Decl{&ast.FuncDecl{Name: ident("f", token.NoPos), Type: &ast.FuncType{}, Body: body}}},
		func(list []ast.Stmt) []ast.Stmt {
			for _, st := range list {
				if send, ok := st.(*ast.SendStmt); ok && s.isOne(send.Chan, one) {
					sends++
				}
			}
			return list
		})
	ast.Inspect(body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && s.info.ObjectOf(id) == ch {
			all++
		}
		return true
	})
	return ch != nil && sends > 0 && sends == all
}

// addDead puts before each statement what does nothing.
func addDead(s *source) bool {
	n := 0
	lists(s.file, func(list []ast.Stmt) []ast.Stmt {
		var out []ast.Stmt
		for _, st := range list {
			out = append(out, &ast.IfStmt{
				If: st.Pos(), Cond: ident("false", st.Pos()),
				Body: &ast.BlockStmt{List: []ast.Stmt{&ast.ExprStmt{X: &ast.CallExpr{Fun: ident("println", st.Pos())}}}},
			}, st)
			n++
		}
		return out
	})
	return n > 0
}

// nest puts each body of a function in a block.
func nest(s *source) bool {
	done := false
	for _, d := range s.file.Decls {
		if fd, ok := d.(*ast.FuncDecl); ok && fd.Body != nil && len(fd.Body.List) > 0 && !terminates(fd) {
			fd.Body.List = []ast.Stmt{&ast.BlockStmt{Lbrace: fd.Body.Lbrace, List: fd.Body.List, Rbrace: fd.Body.Rbrace}}
			done = true
		}
	}
	return done
}

// terminates reports whether fd has results: what a block may end with then is not
// looked into.
func terminates(fd *ast.FuncDecl) bool { return fd.Type.Results.NumFields() > 0 }

// toSwitch makes switches of branches in which no jump would mean the switch.
func toSwitch(s *source) bool {
	done := false
	lists(s.file, func(list []ast.Stmt) []ast.Stmt {
		for i, st := range list {
			branch, ok := st.(*ast.IfStmt)
			if !ok || jumps(branch) {
				continue
			}
			clauses := []ast.Stmt{&ast.CaseClause{Case: branch.If, List: []ast.Expr{branch.Cond}, Body: branch.Body.List}}
			if branch.Else != nil {
				clauses = append(clauses, &ast.CaseClause{Case: branch.Else.Pos(), Body: []ast.Stmt{branch.Else}})
			}
			list[i] = &ast.SwitchStmt{Switch: branch.If, Init: branch.Init, Body: &ast.BlockStmt{Lbrace: branch.Body.Lbrace, List: clauses, Rbrace: branch.End()}}
			done = true
		}
		return list
	})
	return done
}

// jumps reports whether n has a break without a label.
func jumps(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if b, ok := n.(*ast.BranchStmt); ok {
			found = found || b.Tok == token.BREAK && b.Label == nil || b.Tok == token.FALLTHROUGH
		}
		return true
	})
	return found
}

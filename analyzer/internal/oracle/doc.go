// Package oracle asks rustc whether the strict level is right. It has tests
// only.
//
// A generator writes random programs as trees: sends, moves from name to name,
// branches, loops, closures, helpers, parts of structs and what renews them. Each
// tree is printed twice, in Rust and in Go, statement by statement. What rustc
// rejects because of a send (E0382), sendmove must report at the strict level, and
// what rustc accepts it must not.
//
// Rust moves a value also where it is only given another name; Go does not. So a
// program is rejected because of a send only if a send is among the moves that
// rustc names; programs that rustc rejects for another reason say nothing and are
// left out. The generator takes care that there are few of them.
//
// The test runs a fixed set of programs. A long run takes others:
//
//	go test ./analyzer/internal/oracle -v -programs 20000 -seed 7
//
// and prints each disagreement as small as it can be made.
package oracle

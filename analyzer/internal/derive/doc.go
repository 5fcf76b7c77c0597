// Package derive reads the source of the standard library with the analysis
// itself and compares what comes out with the table in package summary. It has
// tests only.
//
// Every line of std.txt is either derived or says in its reason that it is not:
// "by hand:" and one word for what stands between the source and the line. The
// tests fail when a derived line and the source no longer agree, when a line by
// hand could be derived as it stands, and when a function with an effect on its
// callers' memory has no line. The flag -update writes derived lines anew and
// adds what is missing:
//
//	go test ./analyzer/internal/derive -update
//
// What the analysis cannot read (assembly, the runtime, system calls) enters by
// axioms.txt, in the same language. What is by hand is believed in the same way
// by the functions that call it.
package derive

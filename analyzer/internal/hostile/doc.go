// Package hostile has only tests. They give the analyzer sources that nobody wrote
// to please it: the tests of the Go compiler, programs that are deep or wide in one
// way, and what a fuzzer makes of both. It must not panic, must come to an end, and
// must not take memory without bounds.
package hostile

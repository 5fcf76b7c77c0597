// Package metamorphic changes programs in ways that must not change the verdict. It
// has tests only.
//
// The programs are those of analyzer/testdata. Each change of the table is applied to
// the syntax of a file, the result is printed with the lines that its parts had
// before, and what the analyzer reports is compared, line by line.
package metamorphic

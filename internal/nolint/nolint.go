// Package nolint says who looks after //nolint comments.
package nolint

// ByHost is set, before anything is analysed, by a driver that suppresses what
// stands on the line of a //nolint comment itself, and that takes one for
// superfluous on whose line nothing is reported. The analyzer then reports what
// such a comment suppresses on the line of the comment, also if that is the line
// of the send.
var ByHost bool

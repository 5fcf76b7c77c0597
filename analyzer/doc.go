// Package analyzer defines sendmove.
package analyzer

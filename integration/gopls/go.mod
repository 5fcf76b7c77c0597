module github.com/sendmove/sendmove/integration/gopls

go 1.26.0

require (
	github.com/sourcegraph/jsonrpc2 v0.2.3
	golang.org/x/tools v0.52.0
)

module github.com/sendmove/sendmove/integration/gopls

go 1.26.0

require (
	github.com/sendmove/sendmove v0.0.0
	github.com/sourcegraph/jsonrpc2 v0.2.3
)

require (
	golang.org/x/mod v0.42.0 // indirect
	golang.org/x/tools v0.52.0 // indirect
)

replace github.com/sendmove/sendmove => ../..

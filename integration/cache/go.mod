module github.com/sendmove/sendmove/integration/cache

go 1.26.0

require github.com/sendmove/sendmove v0.0.0

require (
	github.com/bradfitz/go-tool-cache v0.0.0-20260722201841-0bb331e19f64 // indirect
	github.com/pierrec/lz4/v4 v4.1.25 // indirect
	golang.org/x/tools v0.52.0 // indirect
)

replace github.com/sendmove/sendmove => ../..

tool (
	github.com/bradfitz/go-tool-cache/cmd/go-cacher
	github.com/bradfitz/go-tool-cache/cmd/go-cacher-server
)

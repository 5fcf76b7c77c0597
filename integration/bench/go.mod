module github.com/sendmove/sendmove/integration/bench

go 1.26.0

require (
	github.com/bytedance/gopkg v0.1.4
	github.com/puzpuzpuz/xsync/v4 v4.5.0
	github.com/sendmove/sendmove v0.0.0
	github.com/smallnest/chanx v1.2.0
)

require golang.org/x/sys v0.49.0 // indirect

replace github.com/sendmove/sendmove => ../..

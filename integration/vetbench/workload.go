package main

import (
	"os"
	"os/exec"
	"strings"
)

// workload is what the tools run over: packages that the go command finds from
// this module.
type workload struct {
	name     string
	patterns []string
}

var workloads = []workload{
	{"std", []string{"std"}},
	{"tools", []string{"golang.org/x/tools/..."}},
	{"golangci-lint", []string{"github.com/golangci/golangci-lint/v2/cmd/..."}},
	{"etcd", []string{"go.etcd.io/etcd/server/v3"}},
}

// workloadNamed is the workload of that name, else the packages that it lists.
func workloadNamed(name string) workload {
	for _, w := range workloads {
		if w.name == name {
			return w
		}
	}
	return workload{name, strings.Fields(name)}
}

// build compiles the packages, so that no run has to. A command among them is not kept.
func (w workload) build() error {
	cmd := exec.Command("go", append([]string{"build", "-o", os.DevNull}, w.patterns...)...)
	cmd.Stderr = os.Stderr
	return cmd.Run()
}

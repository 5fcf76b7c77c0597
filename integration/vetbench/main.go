// Vetbench measures what sendmove costs beside other tools.
//
//	vetbench [-rounds 5] [-over std,tools,golangci-lint,etcd] [-warm] [-standalone]
//	vetbench growth [-o growth.svg]
//
// The first form runs vet tools in turn over the same packages, in each round in
// another order, with an identity that the go command has not seen, so that
// nothing of an earlier run is in its cache (-warm: with one that it has seen).
// It prints medians, and the medians of the ratios within a round, which a busy
// machine disturbs least. -standalone compares the command itself with
// staticcheck and nilaway in the same way.
//
// The second form runs the benchmarks of package analyzer/internal/cost, draws
// time against size, and fits the slopes.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("vetbench: ")
	var err error
	if len(os.Args) > 1 && os.Args[1] == "growth" {
		err = growth(os.Args[2:])
	} else {
		err = compare(os.Args[1:])
	}
	if err != nil {
		log.Fatal(err)
	}
}

// compare is the first form of the command.
func compare(args []string) error {
	flags := flag.NewFlagSet("vetbench", flag.ExitOnError)
	rounds := flags.Int("rounds", 5, "rounds, each of one run of each tool")
	over := flags.String("over", "std", "`workloads`, separated by commas: std, tools, golangci-lint, etcd, or packages")
	warm := flags.Bool("warm", false, "measure runs of which the go command has all results")
	standalone := flags.Bool("standalone", false, "compare the command with staticcheck and nilaway")
	names := flags.String("tools", "", "names of `tools`, separated by commas; all if empty")
	if err := flags.Parse(args); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "vetbench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	tools, err := vetTools(dir)
	if *standalone {
		tools, err = commands(dir)
	}
	if err != nil {
		return err
	}
	if *names != "" {
		if tools, err = pick(tools, strings.Split(*names, ",")); err != nil {
			return err
		}
	}
	fmt.Println(machine())
	for name := range strings.SplitSeq(*over, ",") {
		load := workloadNamed(name)
		if err := load.build(); err != nil {
			return err
		}
		runs, err := rotate(tools, load, *rounds, *warm)
		if err != nil {
			return err
		}
		fmt.Print(table(load, tools, runs, *warm))
	}
	return nil
}

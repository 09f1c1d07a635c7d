// Says what Go's regexp, docker/cli and container-structure-test make of
// patterns, logins and test files: JSON on stdin, JSON on stdout. Specs compare
// it with what Brickyard makes of them.
package main

import (
	"encoding/json"
	"log"
	"os"
	"runtime/debug"
)

type questions struct {
	Patterns   []patternQuestion   `json:"patterns"`
	Hosts      []string            `json:"hosts"`
	Logins     []loginQuestion     `json:"logins"`
	Structures []structureQuestion `json:"structures"`
}

type answers struct {
	// Module → version, of what this program was built of; `go` for Go itself.
	Versions   map[string]string `json:"versions"`
	Patterns   []patternAnswer   `json:"patterns"`
	Hosts      []string          `json:"hosts"`
	Logins     []loginAnswer     `json:"logins"`
	Structures []structureAnswer `json:"structures"`
}

func main() {
	var asked questions
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		log.Fatal(err)
	}
	said := answers{
		Versions:   listVersions(),
		Patterns:   each(asked.Patterns, matchPattern),
		Hosts:      each(asked.Hosts, nameHost),
		Logins:     each(asked.Logins, findLogins),
		Structures: each(asked.Structures, readStructure),
	}
	if err := json.NewEncoder(os.Stdout).Encode(said); err != nil {
		log.Fatal(err)
	}
}

func each[Q, A any](asked []Q, answer func(Q) A) []A {
	said := make([]A, 0, len(asked))
	for _, question := range asked {
		said = append(said, answer(question))
	}
	return said
}

func listVersions() map[string]string {
	versions := map[string]string{}
	if info, ok := debug.ReadBuildInfo(); ok {
		versions["go"] = info.GoVersion
		for _, module := range info.Deps {
			versions[module.Path] = module.Version
		}
	}
	return versions
}

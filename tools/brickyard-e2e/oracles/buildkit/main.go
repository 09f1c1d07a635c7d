// Says what BuildKit makes of Dockerfiles and what moby makes of patterns: JSON
// on stdin, JSON on stdout. Specs compare it with what Brickyard makes of them.
package main

import (
	"encoding/json"
	"log"
	"os"
	"runtime/debug"
)

type questions struct {
	Dockerfiles []dockerfileQuestion `json:"dockerfiles"`
	Ignores     []patternQuestion    `json:"ignores"`
	Globs       []patternQuestion    `json:"globs"`
	// Dockerfiles whose names of ARGs and ENVs are asked about.
	Secrets []string `json:"secrets"`
}

type answers struct {
	// Module → version, of what this program was built of; `go` for Go itself.
	Versions    map[string]string  `json:"versions"`
	Dockerfiles []dockerfileAnswer `json:"dockerfiles"`
	Ignores     []patternAnswer    `json:"ignores"`
	Globs       []patternAnswer    `json:"globs"`
	Secrets     []secretAnswer     `json:"secrets"`
}

func main() {
	var asked questions
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		log.Fatal(err)
	}
	said := answers{
		Versions:    listVersions(),
		Dockerfiles: each(asked.Dockerfiles, readDockerfile),
		Ignores:     each(asked.Ignores, matchIgnores),
		Globs:       each(asked.Globs, matchGlob),
		Secrets:     each(asked.Secrets, findSecretNames),
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

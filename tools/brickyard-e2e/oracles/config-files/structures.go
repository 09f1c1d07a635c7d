package main

import (
	"github.com/GoogleContainerTools/container-structure-test/pkg/types"
	v2 "github.com/GoogleContainerTools/container-structure-test/pkg/types/v2"
	"gopkg.in/yaml.v2"
)

type structureQuestion struct {
	Text string `json:"text"`
}

type structureAnswer struct {
	Error string `json:"error,omitempty"`
	// Under Go's names.
	Tests map[string]any `json:"tests,omitempty"`
}

// In the two steps of container-structure-test's own Parse.
func readStructure(asked structureQuestion) structureAnswer {
	var version types.SchemaVersion
	if err := yaml.Unmarshal([]byte(asked.Text), &version); err != nil {
		return structureAnswer{Error: err.Error()}
	}
	if version.SchemaVersion != "2.0.0" {
		return structureAnswer{Error: "schema version " + version.SchemaVersion}
	}
	var tests v2.StructureTest
	if err := yaml.UnmarshalStrict([]byte(asked.Text), &tests); err != nil {
		return structureAnswer{Error: err.Error()}
	}
	return structureAnswer{Tests: map[string]any{
		"globalEnvVars":       tests.GlobalEnvVars,
		"commandTests":        tests.CommandTests,
		"fileExistenceTests":  tests.FileExistenceTests,
		"fileContentTests":    tests.FileContentTests,
		"metadataTest":        tests.MetadataTest,
		"licenseTests":        tests.LicenseTests,
		"containerRunOptions": tests.ContainerRunOptions,
	}}
}

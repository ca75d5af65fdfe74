# Short names for what is done every day. `just` lists them; each is one or two plain commands.

set shell := ["bash", "-euo", "pipefail", "-c"]

# List the recipes
default:
    @just --list

# Serve the demo at http://localhost:5080
run *arguments:
    dotnet run --project Silo -- --demo {{ arguments }}

# Serve the demo and restart it when a file changes
watch:
    dotnet watch --project Silo run --launch-profile demo

# Run every test (or pass a project and options, as in: just test tests/Grains.Tests --filter Booking)
test *arguments:
    dotnet test {{ arguments }}

# Run the tests of the projects that differ from main, and of those that use them
test-changed base="origin/main":
    tools/test-changed {{ base }}

# Format the C# files that differ from main
format base="origin/main":
    git diff --name-only --diff-filter=d {{ base }} -- '*.cs' | xargs --no-run-if-empty dotnet format whitespace --folder . --include

# Lint workflows, containers, scripts and this file
lint:
    tools/lint/run

# Measure (just bench b2 b3b --quick)
bench *scenarios:
    dotnet run --project tests/Benchmarks -c Release -- {{ scenarios }}

# Simulate from seeds (just sim --seeds 10000, just sim --seed 42)
sim *arguments:
    dotnet run --project tests/Simulation -- {{ arguments }}

# Harm the running service and judge what it told people (just faults f1 f4 --seeds 20)
faults *arguments:
    dotnet run --project tests/Faults -c Release -- {{ arguments }}

# Everything that has to pass before a change lands
ci:
    .ci/run

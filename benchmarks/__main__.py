"""Run every benchmark and print its ratio."""

from benchmarks import (
    cold_start,
    count_findings,
    import_packages,
    tracker_grid,
    typing_and_turning,
    write_reports,
)

if __name__ == "__main__":
    for benchmark in (
        import_packages,
        count_findings,
        write_reports,
        cold_start,
        typing_and_turning,
        tracker_grid,
    ):
        benchmark.main()

using System.Reflection;

namespace OutreachSilo.Common;

public sealed class ProblemTableTests
{
    public static TheoryData<string> AllCodes => [.. new[] { typeof(RefusalCodes), typeof(FaultCodes), typeof(ProblemCodes) }
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(constant => (string)constant.GetRawConstantValue()!)];

    [Theory, MemberData(nameof(AllCodes))]
    public void Every_code_has_its_status_in_the_table(string code) => Assert.Contains(code, ProblemTable.Codes);

    [Fact]
    public void The_table_holds_no_code_that_nobody_gives() => Assert.Empty(ProblemTable.Codes.Except(AllCodes.Select(row => row.Data), StringComparer.Ordinal));

    [Fact]
    public void A_code_from_a_newer_grain_is_answered_as_a_conflict() => Assert.Equal(409, ProblemTable.Find("SomethingNew").Status);

    [Fact]
    public void Faults_are_503_and_everything_else_is_the_callers()
    {
        string[] faults = [FaultCodes.JournalBusy, FaultCodes.Unavailable, FaultCodes.OutcomeUnknown];
        foreach (var code in AllCodes.Select(row => row.Data).Except([ProblemCodes.ServerFault]))
        {
            var status = ProblemTable.Find(code).Status;
            Assert.True(faults.Contains(code) ? status == 503 : status is >= 400 and < 500, $"{code}: {status}");
        }
    }
}

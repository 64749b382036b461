namespace Xiezhi.Cli.Tests;

public sealed class ExplainTests
{
    [Theory]
    // The National Day holiday of 2023 rests, its make-up weekend works.
    [InlineData("2023-10-19", "2023-10-19", "--within", "20:working-day", "--from", "2023-09-15")]
    // The 60th day is 1 October: the holiday moves it to the first working day after.
    [InlineData("2023-10-01", "2023-10-07", "--within", "60:calendar-day", "--from", "2023-08-02")]
    // A minimum does not roll.
    [InlineData("2023-10-01", "2023-10-01", "--at-least", "30:calendar-day", "--from", "2023-09-01")]
    // Five working days before 9 May 2024: neither end counts, the make-up Sunday does.
    [InlineData("2024-04-28", "2024-04-28", "--before", "5:working-day", "--from", "2024-05-09")]
    [InlineData("2023-02-28", "2023-02-28", "--within", "1:month", "--from", "2023-01-31")]
    // Four working hours from Friday 16:00 end on Monday at 12:00.
    [InlineData("2023-06-12", "2023-06-12", "--within", "4:working-hour", "--from", "2023-06-09T16:00")]
    // Ten days taken off, both ends included; an extension counts on from the unrolled day.
    [InlineData("2023-03-25", "2023-03-27", "--within", "14:calendar-day", "--from", "2023-03-01", "--tolled", "2023-03-03..2023-03-12")]
    [InlineData("2023-03-25", "2023-03-27", "--within", "14:calendar-day", "--from", "2023-03-01", "--excluded", "2023-03-03..2023-03-12")]
    [InlineData("2023-04-14", "2023-04-14", "--within", "14:calendar-day", "--from", "2023-03-01", "--extended", "30:calendar-day")]
    public void A_rule_of_ones_own_has_its_due_day(string strict, string rolled, params string[] asked)
    {
        var answer = Answer.To(["explain", .. asked, "--json"]);

        Assert.Equal(0, answer.ExitCode);
        var json = answer.Json();
        Assert.Equal((strict, rolled), (json.GetProperty("strict").GetString(), json.GetProperty("rolled").GetString()));
        Assert.True(json.GetProperty("steps").GetArrayLength() >= 2);
    }

    [Fact]
    public void A_limit_of_a_procedure_is_found_by_short_name_day_and_fact()
    {
        var json = Answer.To("explain", "citizen-appeal", "handling", "--from", "2023-03-01", "--fact", "category=help", "--json").Json();

        Assert.Equal("services/citizen-appeal", json.GetProperty("procedure").GetString());
        Assert.Equal("2022-03-01", json.GetProperty("edition").GetString());
        Assert.Equal("handling", json.GetProperty("limit").GetString());
        Assert.Equal("2023-03-10", json.GetProperty("rolled").GetString());
    }

    [Fact]
    public void The_edition_can_be_named_and_the_law_read_without_a_city()
    {
        var json = Answer.To("explain", "citizen-appeal@2022-03-01", "dispatch", "--from", "2023-03-01", "--city", "none", "--json").Json();

        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.GetProperty("rolled").ValueKind);
    }

    [Fact]
    public void People_read_it_in_Chinese_or_in_English()
    {
        string[] asked =
        [
            "explain", "administrative-reconsideration", "decision", "--from", "2024-02-05", "--fact", "track=ordinary", "--tolled", "2024-03-11..2024-03-20",
        ];

        Assert.EndsWith("到期：2024-04-15\n", Answer.To(asked).Output, StringComparison.Ordinal);
        Assert.EndsWith("Due: 2024-04-15\n", Answer.To([.. asked, "--english"]).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("citizen-appel", "Did you mean 'citizen-appeal'?", "explain", "citizen-appel", "handling", "--from", "2023-03-01")]
    [InlineData("no limit 'handeling'", "handling", "explain", "citizen-appeal", "handeling", "--from", "2023-03-01")]
    [InlineData("depends on 'category'", "--fact category=", "explain", "citizen-appeal", "handling", "--from", "2023-03-01")]
    [InlineData("--from is missing", "--from 2023-03-01", "explain", "citizen-appeal", "dispatch")]
    [InlineData("--from 1.3.2023", "yyyy-MM-dd", "explain", "--within", "5:working-day", "--from", "1.3.2023")]
    [InlineData("--within soon", "20:working-day", "explain", "--within", "soon", "--from", "2023-03-01")]
    [InlineData("no edition", "2022-03-01", "explain", "citizen-appeal", "dispatch", "--from", "2021-03-01")]
    [InlineData("counted by the minute", "HH:mm", "explain", "--within", "4:working-hour", "--from", "2023-03-01")]
    [InlineData("no suspension", "--tolled", "explain", "citizen-appeal", "dispatch", "--from", "2023-03-01", "--tolled", "2023-03-02..2023-03-03")]
    [InlineData("cannot be extended", "--extended", "explain", "citizen-appeal", "dispatch", "--from", "2023-03-01", "--extended", "3:working-day")]
    [InlineData("no stretch of days", "2023-03-01..2023-03-10", "explain", "--within", "5:day", "--from", "2023-03-01", "--tolled", "2023-03-09..2023-03-02")]
    public void What_is_asked_wrongly_is_said_with_a_way_out(string what, string next, params string[] asked)
    {
        var answer = Answer.To(asked);

        Assert.Equal(2, answer.ExitCode);
        Assert.Empty(answer.Output);
        Assert.Contains(what, answer.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains(next, answer.Errors, StringComparison.Ordinal);
        Assert.True(answer.ErrorLines.Length >= 2);
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using OutreachSilo.Common;
using OutreachSilo.Common.Components;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Practices;

/// <summary>
/// Publishes one week or a term from a template: a question a page, then the answers. What was answered travels in the form, so that it
/// works without script, and going back loses nothing.
/// </summary>
public sealed partial class PublishPage(
    PublishingService publishing, CurrentUser user, TimeProvider time, NavigationManager navigation, IHttpContextAccessor http) : ComponentBase
{
    private readonly List<FieldMessage> messages = [];
    private PracticeView? practice;
    private PublishReport? report;
    private PublishForm form = null!;
    private PublishStep step;

    [Parameter] public string? Ods { get; set; }

    [SupplyParameterFromForm] public string? CommandId { get; set; }

    [SupplyParameterFromForm] public string? Step { get; set; }

    [SupplyParameterFromForm] public string? Go { get; set; }

    private string Heading => report is not null ? "Your published weeks" : step switch
    {
        PublishStep.Weeks => "Which weeks do you want to publish?",
        PublishStep.Offers => "Who are the places for?",
        PublishStep.Opening => "How many people can you host, and when does booking open?",
        _ => "Check your answers",
    };

    protected override async Task OnInitializedAsync()
    {
        if (!GrainKeys.TryParsePracticeCode(Ods, out var code) || await publishing.Practice(code) is not { Succeeded: true, Value: var view })
        {
            navigation.NotFound();
            return;
        }

        if (!await publishing.MayManage(code))
        {
            navigation.NavigateTo(Routes.Forbidden);
            return;
        }

        (practice, form) = (view, http.HttpContext is { Request.HasFormContentType: true } context ? PublishForm.From(await context.Request.ReadFormAsync()) : PublishForm.Fresh(time.GetUtcNow()));
        step = StepOf(Step);
    }

    private async Task Move()
    {
        if (practice is null) return;
        if (!CommandIds.IsValidKey(CommandId)) messages.Add(FieldMessage.OutOfDate);
        else if (Go != "on") step = StepOf(Go);
        else if (step == PublishStep.Check) await Publish(practice.Facts.OdsCode);
        else
        {
            form.Check(step, messages);
            if (messages.Count == 0) step++;
        }
    }

    private async Task Publish(string code)
    {
        if (form.Read(messages) is not { } asked) return;
        var outcome = await publishing.Publish(code, asked.First, asked.Last, asked.Offers, asked.Desks, asked.Opens, CommandIds.From(user.AccountId, CommandId!));
        if (outcome.Succeeded) report = outcome.Value;
        else messages.Add(FieldMessage.Of(outcome.Refusal));
    }

    private static PublishStep StepOf(string? text) => Enum.TryParse<PublishStep>(text, out var known) && Enum.IsDefined(known) ? known : PublishStep.Weeks;
}

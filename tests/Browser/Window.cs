using System.Globalization;
using Microsoft.Playwright;
using OutreachSilo.Pages;

namespace OutreachSilo;

/// <summary>One visitor's window. Whatever the browser complains about fails the test when the window closes.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    internal Window(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        context.SetDefaultTimeout(DemoSite.PatienceMilliseconds);
        context.SetDefaultNavigationTimeout(DemoSite.PatienceMilliseconds);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsExpected(message.Text)) complaints.Add($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>A status that this window is going to be answered on purpose; the browser complains of every one from 400.</summary>
    public int? ExpectedStatus { get; set; }

    /// <summary>True while a test keeps the page from the service; the browser complains of every request that fails.</summary>
    public bool ExpectsLostRequests { get; set; }

    public async Task<IResponse> Go(string address) => (await Page.GotoAsync(address))!;

    /// <summary>As the demo account that stands for such a visitor.</summary>
    public Task SignInAs(Visitor visitor) => visitor switch
    {
        Visitor.Anonymous => Task.CompletedTask,
        Visitor.Doctor => SignInAs("Dr Ana Okafor"),
        Visitor.PracticeManager => SignInAs("Imogen Clarke"),
        Visitor.PracticeAssistant => SignInAs("Mina Holt"),
        Visitor.PracticeReception => SignInAs("Jo Baxter"),
        Visitor.Mentor => SignInAs("Dr Mo Farrell"),
        Visitor.Mentee => SignInAs("Dr Tia Lorne"),
        Visitor.SchemeLead => SignInAs("Sefton Gray"),
        Visitor.Coordinator => SignInAs("Rowan Ashby"),
        Visitor.Administrator => SignInAs("Alex Moore"),
        _ => throw new ArgumentOutOfRangeException(nameof(visitor), visitor, "No demo account stands for this visitor."),
    };

    /// <summary>With one click on a demo account.</summary>
    public async Task SignInAs(string name)
    {
        await Go("/sign-in");
        await Page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
    }

    /// <summary>A doctor with an empty agenda: whatever an earlier test left is given up.</summary>
    public async Task SignInAsFreshDoctor(string name)
    {
        await SignInAs(name);
        await Go("/bookings");
        var left = await Page.Locator(".entry form[data-command=release] button").CountAsync();
        for (; left > 0; left--)
        {
            await Page.Locator("form[data-command=release] button").First.EvaluateAsync("button => button.click()");
            await Assertions.Expect(Page.Locator("form[data-command=release]")).ToHaveCountAsync(left - 1);
        }
    }

    /// <summary>The page has joined its topics: from here on it shows what happens elsewhere.</summary>
    public Task IsLive() => Assertions.Expect(Page.Locator("[data-live-words]")).ToHaveTextAsync("Live");

    /// <summary>Books a place of the week; it is held then.</summary>
    public async Task Hold(string week)
    {
        await Go($"/weeks/{week}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Book a place" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "We are holding a place for you" })).ToBeVisibleAsync();
    }

    /// <summary>Gives the place up that is held on the page shown.</summary>
    public async Task Release()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Give up this place" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".yours--held")).ToHaveCountAsync(0);
    }

    /// <summary>A page that follows something has joined it; any other is as it will be.</summary>
    public async Task HasSettled()
    {
        if (await Page.Locator("[data-topic], [data-follow]").CountAsync() > 0) await IsLive();
    }

    public ILocator Cell(string week) => Page.Locator($"[data-cell^='{week}|']");

    /// <summary>A week shown here that can be booked, with all places free, nobody in it and at least so many places. Works with script off.</summary>
    public async Task<string> UntouchedWeek(int placesMin = 1, string practice = "")
    {
        foreach (var cell in await Page.Locator("[data-cell]:is([data-state=free], [data-state=few])").EvaluateAllAsync<string[]>("cells => cells.map(cell => cell.dataset.cell)"))
        {
            // week | version | capacity | free | held | offered | confirmed | waiting | …
            var parts = cell.Split('|');
            if (!parts[0].StartsWith(practice, StringComparison.Ordinal) || parts[2] != parts[3] || parts[4..8].Any(count => count != "0")) continue;
            if (int.Parse(parts[2], CultureInfo.InvariantCulture) >= placesMin) return parts[0];
        }

        throw new InvalidOperationException("No week here is untouched.");
    }

    private bool IsExpected(string complaint) =>
        (ExpectedStatus is { } status && complaint.Contains($"status of {status}", StringComparison.Ordinal))
        || (ExpectsLostRequests && complaint.Contains("net::ERR_", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }
}

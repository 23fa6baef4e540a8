//! A page in a headless Chromium: what it says when it is asked, and what went wrong in it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use std::{env, fs, thread};

use headless_chrome::protocol::cdp::Emulation::{MediaFeature, SetDeviceMetricsOverride, SetEmulatedMedia};
use headless_chrome::protocol::cdp::Network;
use headless_chrome::protocol::cdp::Page::CaptureScreenshotFormatOption::Png;
use headless_chrome::protocol::cdp::types::Event;
use headless_chrome::{Browser, LaunchOptions, Tab};
use serde_json::Value;

/// The pages of the chapters, and the list of them.
pub fn pages() -> Vec<String> {
    let chapters = (1..=8).map(|chapter| format!("chapter-{chapter}.html"));
    std::iter::once("index.html".to_owned()).chain(chapters).collect()
}

/// Where the pages are: as `cargo run -p lesson` writes them.
fn folder() -> PathBuf {
    let folder = env::var_os("LESSON")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/lesson"), PathBuf::from);
    let message =
        "the pages are not there; write them with `cargo run -p lesson` in the root of the repository";
    folder.canonicalize().expect(message)
}

/// A browser with one page in it.
pub struct Window {
    tab: Arc<Tab>,
    /// Errors, and addresses that are not of this folder.
    faults: Arc<Mutex<Vec<String>>>,
    _browser: Browser,
}

impl Window {
    /// Chromium, which has to be installed.
    pub fn new() -> Self {
        let options = LaunchOptions::default_builder()
            .sandbox(false)
            .idle_browser_timeout(Duration::from_secs(600))
            .build()
            .expect("these options are complete");
        let browser =
            Browser::new(options).expect("Chromium starts; on Debian, install the package `chromium`");
        let tab = browser.new_tab().expect("a tab opens");
        let faults = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&faults);
        tab.enable_log().expect("the log is told");
        tab.enable_runtime().expect("errors are told");
        tab.call_method(Network::Enable {
            max_total_buffer_size: None,
            max_resource_buffer_size: None,
            max_post_data_size: None,
            report_direct_socket_traffic: None,
            enable_durable_messages: None,
        })
        .expect("requests are told");
        tab.add_event_listener(Arc::new(move |event: &Event| {
            let fault = match event {
                Event::LogEntryAdded(event) => Some(event.params.entry.text.clone()),
                Event::RuntimeExceptionThrown(event) => {
                    let details = &event.params.exception_details;
                    Some(format!(
                        "{} {:?}",
                        details.text,
                        details.exception.as_ref().and_then(|e| e.description.clone())
                    ))
                }
                Event::RuntimeConsoleAPICalled(event) => Some(format!("console: {:?}", event.params.args)),
                Event::NetworkRequestWillBeSent(event) => {
                    let url = &event.params.request.url;
                    (!url.starts_with("file:") && !url.starts_with("data:"))
                        .then(|| format!("asks for {url}"))
                }
                _ => None,
            };
            if let Some(fault) = fault {
                seen.lock().expect("nobody panics with it").push(fault);
            }
        }))
        .expect("events are told");
        Self { tab, faults, _browser: browser }
    }

    /// Opens a page in a language, as wide as this.
    pub fn open(&self, page: &str, language: &str, width: u32) {
        self.resize(width, 900);
        let address = format!("file://{}?{language}", folder().join(page).display());
        self.tab.navigate_to(&address).and_then(|tab| tab.wait_until_navigated()).expect("the page opens");
        assert_eq!(self.ask("document.readyState === 'complete'"), Value::Bool(true), "{page}");
        thread::sleep(Duration::from_millis(80));
    }

    pub fn resize(&self, width: u32, height: u32) {
        let metrics = SetDeviceMetricsOverride {
            width,
            height,
            device_scale_factor: 1.0,
            mobile: false,
            scale: None,
            screen_width: None,
            screen_height: None,
            position_x: None,
            position_y: None,
            dont_set_visible_size: None,
            screen_orientation: None,
            viewport: None,
            display_feature: None,
            device_posture: None,
        };
        self.tab.call_method(metrics).expect("the window has a size");
        thread::sleep(Duration::from_millis(80));
    }

    /// As a device does that is set to light or to dark.
    pub fn prefer(&self, scheme: &str) {
        let feature = MediaFeature { name: "prefers-color-scheme".into(), value: scheme.into() };
        self.tab
            .call_method(SetEmulatedMedia { media: None, features: Some(vec![feature]) })
            .expect("the scheme is told");
    }

    /// What an expression of JavaScript is worth.
    pub fn ask(&self, expression: &str) -> Value {
        let text = format!("JSON.stringify((() => {{ return ({expression}); }})())");
        let answer = self.tab.evaluate(&text, false).expect("the expression is evaluated");
        match answer.value {
            Some(Value::String(json)) => serde_json::from_str(&json).expect("JSON comes back"),
            _ => Value::Null,
        }
    }

    /// The same for a list of strings, such as of faults.
    pub fn list(&self, expression: &str) -> Vec<String> {
        serde_json::from_value(self.ask(expression)).expect("a list of strings comes back")
    }

    pub fn press(&self, key: &str) {
        self.tab.press_key(key).expect("the key exists");
        thread::sleep(Duration::from_millis(40));
    }

    /// What went wrong since it was asked last.
    pub fn faults(&self) -> Vec<String> {
        std::mem::take(&mut *self.faults.lock().expect("nobody panics with it"))
    }

    /// The whole page as a picture, into the folder that `SCREENSHOTS` names, if it does.
    pub fn photograph(&self, name: &str, width: u32) {
        let Some(folder) = env::var_os("SCREENSHOTS").map(PathBuf::from) else { return };
        let height = self
            .ask("document.documentElement.scrollHeight")
            .as_u64()
            .and_then(|height| u32::try_from(height).ok());
        self.resize(width, height.unwrap_or(900));
        let picture = self.tab.capture_screenshot(Png, None, None, true).expect("a picture is taken");
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(folder.join(name), picture))
            .expect("the folder can be written");
        self.resize(width, 900);
    }
}
